package io.github.evenkeel.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes the site of the README and of all that its pages link to: Markdown becomes HTML, other files are copied. */
public final class Site {
    private final Path sources;
    private final Path site;

    Site(Path sources, Path site) {
        this.sources = sources.toAbsolutePath().normalize();
        this.site = site.toAbsolutePath().normalize();
    }

    /**
     * Makes the site, and fails if a link leads nowhere.
     *
     * @param arguments directory of the sources, directory of the site
     */
    public static void main(String... arguments) throws IOException {
        Path site = Path.of(arguments[1]);
        int pages = new Site(Path.of(arguments[0]), site).make();
        List<String> broken = new SiteLinks(site).broken();
        if (!broken.isEmpty()) {
            throw new IllegalStateException("Links of the site that lead nowhere:\n" + String.join("\n", broken));
        }
        System.out.println(pages + " pages in " + site);
    }

    /** Answers with the number of pages. */
    int make() throws IOException {
        Deque<Path> open = new ArrayDeque<>(List.of(sources.resolve("README.md")));
        Set<Path> seen = new HashSet<>(open);
        int pages = 0;
        while (!open.isEmpty()) {
            Path source = open.remove();
            Path directory = source.equals(sources.resolve("README.md"))
                    ? site
                    : site.resolve(sources.relativize(source)).resolveSibling("");
            Path target = directory.resolve(htmlName(source));
            Files.createDirectories(directory);
            if (!isMarkdown(source)) {
                Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
                continue;
            }
            Page page = Page.of(Files.readString(source));
            List<String> links = page.files();
            String top = directory.relativize(site).toString();
            Files.writeString(target, page.html(top.isEmpty() ? "." : top.replace('\\', '/'), Site::htmlPath));
            pages++;
            for (String link : links) {
                Path linked = source.resolveSibling(link).normalize();
                if (linked.startsWith(sources) && Files.isRegularFile(linked) && seen.add(linked)) {
                    open.add(linked);
                }
            }
        }
        return pages;
    }

    private static boolean isMarkdown(Path file) {
        return file.getFileName().toString().endsWith(".md");
    }

    private static String htmlName(Path source) {
        return htmlPath(source.getFileName().toString());
    }

    /** Where a browser looks for a page if it is given a directory: there the README goes. */
    static String htmlPath(String path) {
        return path.replaceFirst("(^|/)README\\.md$", "$1index.html").replaceFirst("\\.md$", ".html");
    }
}
