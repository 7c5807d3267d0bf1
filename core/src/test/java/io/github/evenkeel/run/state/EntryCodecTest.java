package io.github.evenkeel.run.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EntryCodecTest {
    @Test
    void aFieldWithoutANameIsIgnoredAsAnUnknownOneIs() {
        assertThat(EntryCodec.parse("v=2&=x&run=r").word("run")).isEqualTo("r");
    }

    @Test
    void eachOfSeveralWordsIsOne() {
        EntryCodec entry = EntryCodec.parse("v=2&good=a+b&bad=a++b");

        assertThat(entry.words("good")).containsExactly("a", "b");
        assertThatThrownBy(() -> entry.words("bad")).hasMessage("field bad '', which is not one word");
    }

    @Test
    void aNumberMayBeTheLeastAndTheMost() {
        EntryCodec entry = EntryCodec.parse("v=2&n=3");

        assertThat(entry.number("n", 3, 4)).isEqualTo(3);
        assertThat(entry.number("n", 2, 3)).isEqualTo(3);
        assertThatThrownBy(() -> entry.number("n", 4, 5)).hasMessageContaining("a number from 4 to 5");
        assertThatThrownBy(() -> entry.number("n", 1, 2)).hasMessageContaining("a number from 1 to 2");
    }
}
