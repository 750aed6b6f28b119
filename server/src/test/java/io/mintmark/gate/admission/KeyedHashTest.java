package io.mintmark.gate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeyedHashTest {

  @Test
  void numbersAreHashedAsByTheReference() {
    var hash = new KeyedHash(0xdc504fd368cd90afL, 0xb920bb9ffe99e9c1L);

    assertThat(hash.of(0x0706050403020100L)).isEqualTo(0x60866c3c108c6afbL);
    assertThat(hash.of(0x0706050403020100L, 0xfedcba9876543210L)).isEqualTo(0x59cde2114ff1dec4L);
  }

  @Test
  void whereOneTextEndsAndTheNextBeginsMatters() {
    var hash = new KeyedHash(new Random(1));

    assertThat(
            Set.of(
                hash.of("ab", "cd"),
                hash.of("abc", "d"),
                hash.of("abcd", ""),
                hash.of("", "abcd"),
                hash.of("cd", "ab"),
                hash.of("ab", "cd\0")))
        .hasSize(6);
  }

  @Test
  void namesThatStringsHashCodeConfusesAreToldApart() {
    var hash = new KeyedHash(new Random(1));

    assertThat(hash.of("P1", "AaAa")).isNotEqualTo(hash.of("P1", "BBBB"));
  }

  @Test
  void aMillionNamesFallApartInAllBits() {
    var hash = new KeyedHash(new Random(1));
    var low = new HashSet<Integer>();
    var high = new HashSet<Integer>();
    for (int i = 0; i < 1 << 20; i++) {
      long value = hash.of("a1Product01", "unit-" + i);
      low.add((int) value & 0xfffff);
      high.add((int) (value >>> 44));
    }

    // of 2^20 throws into 2^20 places some 63 % are hit
    assertThat(low.size()).isBetween(660_000, 666_000);
    assertThat(high.size()).isBetween(660_000, 666_000);
  }
}
