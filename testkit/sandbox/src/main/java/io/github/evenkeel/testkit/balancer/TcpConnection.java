package io.github.evenkeel.testkit.balancer;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Connection of a client through the balancer to one backend. Both sides are of one event loop, which runs all that is
 * here but {@link #cut}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, and that is heard of
final class TcpConnection {
    private final String backend;
    private final SocketChannel client;
    private @Nullable SocketChannel server;
    private int sidesAtTheirEnd;

    /** @param idleTimeout after which it is closed if neither side sends anything */
    TcpConnection(String backend, SocketChannel client, Duration idleTimeout) {
        this.backend = backend;
        this.client = client;
        client.pipeline()
                .addLast(new IdleStateHandler(0, 0, idleTimeout.toMillis(), TimeUnit.MILLISECONDS))
                .addLast(new Side());
    }

    /** Name of the backend. */
    String backend() {
        return backend;
    }

    /** Takes the side of the backend, which is about to connect. */
    void join(SocketChannel toServer) {
        server = toServer;
        toServer.pipeline().addLast(new Side());
    }

    /** Passes on what comes, now that both sides are connected. */
    void begin() {
        client.read();
        if (server != null) {
            server.read();
        }
    }

    /** Ends it at once. */
    void cut() {
        close(client);
    }

    /** What comes of it does not matter: the other side is told by {@link Side#channelInactive}. */
    private static void close(ChannelOutboundInvoker side) {
        var unused = side.close();
    }

    private static void shutDown(SocketChannel output) {
        var unused = output.shutdownOutput();
    }

    private @Nullable SocketChannel otherThan(ChannelHandlerContext one) {
        return one.channel() == client ? server : client;
    }

    /** One side: what it sends goes to the other one, at the pace at which that takes it. */
    private final class Side extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext from, Object bytes) {
            SocketChannel to = otherThan(from);
            if (to == null) {
                close(from);
                return;
            }
            to.writeAndFlush(bytes).addListener(written -> {
                if (written.isSuccess()) {
                    from.read();
                } else {
                    close(from);
                }
            });
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext from, Object event) {
            if (event instanceof IdleStateEvent) {
                close(from);
            } else if (event instanceof ChannelInputShutdownEvent) {
                ended(from);
            }
        }

        /** It sends no more: the other one is told once it has all; both are closed if both have ended. */
        private void ended(ChannelHandlerContext from) {
            SocketChannel to = otherThan(from);
            sidesAtTheirEnd++;
            if (to == null) {
                close(from);
            } else if (sidesAtTheirEnd == 2) {
                to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            } else {
                to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> shutDown(to));
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext from) {
            SocketChannel to = otherThan(from);
            if (to != null && to.isActive()) {
                to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext from, Throwable broken) {
            close(from);
        }
    }
}
