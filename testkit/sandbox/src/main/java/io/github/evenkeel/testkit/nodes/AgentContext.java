package io.github.evenkeel.testkit.nodes;

import io.undertow.connector.ByteBufferPool;
import java.util.concurrent.ConcurrentMap;
import org.xnio.XnioWorker;

/**
 * Shared parts of the agents of all nodes.
 *
 * @param options of all nodes
 * @param api the API server, for writing
 * @param view pods and services as watched
 * @param threads timers and calls
 * @param pods the running pods of all nodes by UID
 * @param network where machines can be reached
 * @param worker of all HTTP sockets
 * @param buffers of all HTTP sockets
 */
record AgentContext(
        NodeOptions options,
        ApiServer api,
        ClusterView view,
        AgentThreads threads,
        ConcurrentMap<String, RunningPod> pods,
        NodeNetwork network,
        XnioWorker worker,
        ByteBufferPool buffers) {}
