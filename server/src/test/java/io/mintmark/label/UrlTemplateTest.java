package io.mintmark.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.output.UnfitFileException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTemplateTest {

  @Test
  void valuesAreEncodedAndTheRestStaysAsItIs() {
    var template = template("https://x.cn/d/{productKey}?n={deviceName}#top");

    var address = template.filled(Map.of("productKey", "a1Xy", "deviceName", "A:1@b c/ü"));

    assertThat(address).isEqualTo("https://x.cn/d/a1Xy?n=A%3A1%40b%20c%2F%C3%BC#top");
  }

  @Property
  void whateverTheValueIsItComesBackWhole(@ForAll String value) {
    var text = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    var address =
        URI.create(template("https://x.cn/?n={deviceName}").filled(Map.of("deviceName", text)));

    assertThat(URLDecoder.decode(address.getRawQuery(), StandardCharsets.UTF_8))
        .isEqualTo("n=" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{deviceSecret}", "{secret}", "{PSK}", "{productSecret}"})
  void aSecretNeverStandsInAnAddress(String placeholder) {
    assertThatThrownBy(() -> template("https://x.cn/{deviceName}/" + placeholder))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("a secret never stands in an address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{deviceName}",
        "/d/{deviceName}",
        "https://{deviceName}.x.cn/",
        "https://x.cn{deviceName}",
        "https://x.cn/ {deviceName}",
        "https://x.cn/门/{deviceName}",
        "https://x.cn/{{deviceName}}",
        "https://x.cn/%zz/{deviceName}"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> template(text))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("must be an address of plain ASCII");
  }

  @Test
  void anAddressThatIsTheSameForAllIsRefused() {
    assertThatThrownBy(() -> template("https://x.cn/{productKey}"))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("must hold {deviceName}");
  }

  @Test
  void anUnknownPlaceholderIsNamedBesideTheKnownOnes() {
    assertThatThrownBy(() -> template("https://x.cn/{name}"))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("{name}; there are {deviceName}, {productKey}");
  }

  private static UrlTemplate template(String text) {
    return new UrlTemplate(text, Set.of("deviceName", "productKey"), Set.of("deviceName"));
  }
}
