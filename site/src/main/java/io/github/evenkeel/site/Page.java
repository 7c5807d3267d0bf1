package io.github.evenkeel.site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Page that is written in Markdown, in GitHub's manner. */
final class Page {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER =
            HtmlRenderer.builder().extensions(EXTENSIONS).build();
    private static final String TEMPLATE = template();

    private final Node document;

    private Page(Node document) {
        this.document = document;
    }

    static Page of(String markdown) {
        return new Page(PARSER.parse(markdown));
    }

    /** Paths of the files that it links to, from its own directory. */
    List<String> files() {
        List<String> files = new ArrayList<>();
        links(link -> {
            if (!isElsewhere(link)) {
                files.add(link.split("#", 2)[0]);
            }
            return link;
        });
        return files.stream().filter(file -> !file.isEmpty()).distinct().toList();
    }

    /**
     * The page as HTML. Its links are changed for good.
     *
     * @param top path of the site from the page's directory
     * @param renamed new path of a file that it links to
     */
    String html(String top, UnaryOperator<String> renamed) {
        String title = title();
        links(link -> isElsewhere(link) ? link : renamed(link, renamed));
        return TEMPLATE.replace("{top}", top)
                .replace("{title}", title.equals("Evenkeel") ? title : title + " - Evenkeel")
                .replace("{body}", RENDERER.render(document));
    }

    private static boolean isElsewhere(String link) {
        return link.matches("[a-z]+:.*");
    }

    private static String renamed(String link, UnaryOperator<String> renamed) {
        int hash = link.indexOf('#');
        return hash < 0 ? renamed.apply(link) : renamed.apply(link.substring(0, hash)) + link.substring(hash);
    }

    private void links(UnaryOperator<String> change) {
        document.accept(new AbstractVisitor() {
            @Override
            public void visit(Link link) {
                link.setDestination(change.apply(link.getDestination()));
                visitChildren(link);
            }
        });
    }

    /** The text of the first heading. */
    private String title() {
        StringBuilder title = new StringBuilder();
        document.accept(new AbstractVisitor() {
            private boolean found;

            @Override
            public void visit(Heading heading) {
                if (!found) {
                    found = true;
                    visitChildren(heading);
                }
            }

            @Override
            public void visit(Text text) {
                title.append(text.getParent() instanceof Heading ? text.getLiteral() : "");
            }

            @Override
            public void visit(Code code) {
                title.append(code.getParent() instanceof Heading ? code.getLiteral() : "");
            }
        });
        return title.toString().replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String template() {
        try (InputStream file = Objects.requireNonNull(Page.class.getResourceAsStream("page.html"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The page's template can't be read", e);
        }
    }
}
