package io.github.evenkeel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The shape of core: its slices and the one direction in which they depend on each other, and the size of its files.
 */
@AnalyzeClasses(packages = "io.github.evenkeel", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseTest {
    private static final String ROOT = "io.github.evenkeel";
    private static final int MOST_LINES = 300;
    private static final int MEDIAN_LINES = 70;

    /** From the top down: a slice depends on those of the lines below it, never on one of its own line. */
    private static final List<Set<String>> LINES = List.of(
            Set.of("entry"),
            Set.of("roll"),
            Set.of("plan.forecast"),
            Set.of("plan"),
            Set.of("drain", "traffic", "pool"),
            Set.of("run.lease", "run.state"),
            Set.of("run"),
            Set.of("api", "journal"),
            Set.of("spi"),
            Set.of("model"));

    private static final Set<String> ENTRY =
            Set.of("UpgradePlan", "PlannedVersions", "PlannedBalancers", "DrainPlan", "PlanEdit");

    @ArchTest
    static final ArchRule slicesDependInOneDirection = classes().should(new ArchCondition<>("depend on slices below") {
        @Override
        public void check(JavaClass from, ConditionEvents events) {
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass();
                if (to.getPackageName().startsWith(ROOT) && !isBelow(slice(from), slice(to))) {
                    events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
                }
            }
        }
    });

    @ArchTest
    static final ArchRule filesHaveNoCircles = SlicesRuleDefinition.slices()
            .assignedFrom(new SourceFiles())
            .should()
            .beFreeOfCycles();

    private static boolean isBelow(String from, String to) {
        return from.equals(to) || line(from) < line(to);
    }

    private static int line(String slice) {
        for (int line = 0; line < LINES.size(); line++) {
            if (LINES.get(line).contains(slice)) {
                return line;
            }
        }
        throw new AssertionError("package " + slice + " has no place in the house: add it to a line");
    }

    private static String slice(JavaClass type) {
        String name = type.getPackageName();
        if (!name.equals(ROOT)) {
            return name.substring(ROOT.length() + 1);
        }
        return ENTRY.contains(outermost(type).getSimpleName()) ? "entry" : "api";
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    /** One slice for each file; the files of a sealed family, which name each other, are one. */
    private static final class SourceFiles implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(family(outermost(type)).getName());
        }

        private static JavaClass family(JavaClass file) {
            return file.getRawSuperclass()
                    .filter(parent -> parent.getPackageName().equals(file.getPackageName()))
                    .filter(parent -> parent.reflect().isSealed())
                    .map(SourceFiles::family)
                    .orElse(file);
        }

        @Override
        public String getDescription() {
            return "files";
        }
    }

    @Test
    void filesAreShort() throws IOException {
        List<Long> lines;
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            lines = files.filter(file -> file.toString().endsWith(".java"))
                    .map(HouseTest::lines)
                    .sorted()
                    .toList();
        }

        assertThat(lines.get(lines.size() - 1)).isLessThanOrEqualTo(MOST_LINES);
        assertThat(lines.get(lines.size() / 2)).isLessThanOrEqualTo(MEDIAN_LINES);
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ArchTest
    static void twoFifthsOfTheTypesArePackagePrivate(JavaClasses all) {
        List<JavaClass> types =
                all.stream().filter(type -> type.isTopLevelClass()).toList();
        long hidden = types.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();

        assertThat(hidden * 5).isGreaterThanOrEqualTo(types.size() * 2L);
    }
}
