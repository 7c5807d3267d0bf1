package io.github.evenkeel.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.beans.PropertyDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;

/** The page of the documentation names all properties. */
class DocumentedPropertiesTest {
    private static final Pattern ROW = Pattern.compile("\\| `(evenkeel\\.[a-z.-]+)` \\|");

    @Test
    void eachPropertyIsDocumentedAndEachThatIsDocumentedIsThere() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(Path.of("..", "..", "docs", "spring.md")));
        while (rows.find()) {
            documented.add(rows.group(1));
        }
        Set<String> there = new TreeSet<>();
        collect("evenkeel", EvenkeelProperties.class, there);
        assertThat(documented).isEqualTo(there);
    }

    private static void collect(String prefix, Class<?> type, Set<String> names) {
        for (PropertyDescriptor property : BeanUtils.getPropertyDescriptors(type)) {
            if (property.getWriteMethod() == null) {
                continue;
            }
            String name = prefix + "."
                    + property.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (property.getPropertyType().getPackage() == EvenkeelProperties.class.getPackage()
                    && !property.getPropertyType().isEnum()) {
                collect(name, property.getPropertyType(), names);
            } else {
                names.add(name);
            }
        }
    }
}
