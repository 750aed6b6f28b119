package io.mintmark.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.product.Product;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// CSV, JSON lines and the files of Espressif's tool, to the byte.
class TableFilesTest {

  private static final FileFormat CSV = new CsvFormat(CodeColumn.NONE);
  private static final FileFormat JSONL = new JsonLinesFormat(CodeColumn.NONE);
  private static final FileFormat VALUES = new NvsValuesFormat();
  private static final FileFormat CONFIG = new NvsConfigFormat();

  private static final BurntUnit[] ALIYUN_UNITS = {
    Samples.unit(1, "AA:BB:CC:00:00:01", "abcdefghijklmnopqrstuvwxyz012345"),
    Samples.unit(2, "-0002", "0123456789ABCDEFGHIJKLMNOPQRSTUV"),
  };
  private static final BurntUnit[] TENCENT_UNITS = {
    Samples.unit(1, "dev_1", "AAECAwQFBgcICQoLDA0ODw=="),
    Samples.unit(2, "0002", "+/ECAwQFBgcICQoLDA0ODw=="),
  };
  private static final BurntUnit[] NAMES = {Samples.unit(1, "dev-1"), Samples.unit(2, "@dev2")};

  @Test
  void csvOfAnAliyunProduct() {
    assertThat(text(CSV, Samples.ALIYUN, Map.of(), ALIYUN_UNITS))
        .isEqualTo(
            """
            ProductKey,DeviceName,DeviceSecret\r
            a1SampleKey,AA:BB:CC:00:00:01,abcdefghijklmnopqrstuvwxyz012345\r
            a1SampleKey,-0002,0123456789ABCDEFGHIJKLMNOPQRSTUV\r
            """);
  }

  @Test
  void csvOfATencentProduct() {
    assertThat(text(CSV, Samples.TENCENT, Map.of(), TENCENT_UNITS))
        .isEqualTo(
            """
            ProductID,DeviceName,DeviceSecret\r
            SAMPLEKEY1,dev_1,AAECAwQFBgcICQoLDA0ODw==\r
            SAMPLEKEY1,0002,+/ECAwQFBgcICQoLDA0ODw==\r
            """);
  }

  @Test
  void csvForDynamicRegistrationHoldsNamesOnly() {
    assertThat(text(CSV, Samples.ALIYUN, Map.of(), NAMES))
        .isEqualTo("ProductKey,DeviceName\r\na1SampleKey,dev-1\r\na1SampleKey,@dev2\r\n");
    assertThat(text(CSV, Samples.TENCENT, Map.of(), NAMES))
        .isEqualTo("ProductID,DeviceName\r\nSAMPLEKEY1,dev-1\r\nSAMPLEKEY1,@dev2\r\n");
  }

  @Test
  void aByteOrderMarkComesFirstIfAsked() {
    assertThat(text(CSV, Samples.ALIYUN, Map.of("bom", "true"), NAMES))
        .isEqualTo("\uFEFF" + text(CSV, Samples.ALIYUN, Map.of(), NAMES));
  }

  @Test
  void cellsThatASpreadsheetTakesForFormulasAreMadeHarmlessOnlyIfAsked() {
    var harmless = Map.of("spreadsheet", "true");

    assertThat(text(CSV, Samples.ALIYUN, harmless, ALIYUN_UNITS)).contains(",'-0002,0123");
    assertThat(text(CSV, Samples.ALIYUN, harmless, NAMES)).contains(",dev-1\r", ",'@dev2\r");
    assertThat(text(CSV, Samples.TENCENT, harmless, TENCENT_UNITS)).contains(",0002,'+/EC");
  }

  @Test
  void cellsWithCommasAndQuotesAreQuoted() {
    var imported = Samples.unit(1, "dev1", "a,b\"c");

    assertThat(text(CSV, Samples.ALIYUN, Map.of(), imported)).endsWith("dev1,\"a,b\"\"c\"\r\n");
  }

  @Test
  void theCodeColumnComesLastIfAsked() {
    var codes = CodeColumn.of((_, product) -> unit -> product.key() + "/" + unit.name());

    assertThat(text(new CsvFormat(codes), Samples.ALIYUN, Map.of("qr", "true"), NAMES))
        .isEqualTo(
            """
            ProductKey,DeviceName,QR-code\r
            a1SampleKey,dev-1,a1SampleKey/dev-1\r
            a1SampleKey,@dev2,a1SampleKey/@dev2\r
            """);
    assertThat(text(new JsonLinesFormat(codes), Samples.ALIYUN, Map.of("qr", "true"), ALIYUN_UNITS))
        .contains("\"QR-code\":\"a1SampleKey/-0002\"}");
  }

  @Test
  void jsonLines() {
    assertThat(text(JSONL, Samples.ALIYUN, Map.of(), ALIYUN_UNITS))
        .isEqualTo(
            """
            {"ProductKey":"a1SampleKey","DeviceName":"AA:BB:CC:00:00:01",\
            "DeviceSecret":"abcdefghijklmnopqrstuvwxyz012345"}
            {"ProductKey":"a1SampleKey","DeviceName":"-0002",\
            "DeviceSecret":"0123456789ABCDEFGHIJKLMNOPQRSTUV"}
            """);
    assertThat(text(JSONL, Samples.TENCENT, Map.of(), NAMES))
        .isEqualTo(
            """
            {"ProductID":"SAMPLEKEY1","DeviceName":"dev-1"}
            {"ProductID":"SAMPLEKEY1","DeviceName":"@dev2"}
            """);
    assertThat(text(JSONL, Samples.ALIYUN, Map.of(), Samples.unit(1, "dev1", "a\"\\\n")))
        .endsWith("\"DeviceSecret\":\"a\\\"\\\\\\n\"}\n");
  }

  @Test
  void espressifsToolGetsKeysInTheSameOrderInBothFiles() {
    assertThat(text(VALUES, Samples.TENCENT, Map.of(), TENCENT_UNITS))
        .isEqualTo(
            """
            product_key,device_name,device_secret
            SAMPLEKEY1,dev_1,AAECAwQFBgcICQoLDA0ODw==
            SAMPLEKEY1,0002,+/ECAwQFBgcICQoLDA0ODw==
            """);
    assertThat(text(CONFIG, Samples.TENCENT, Map.of(), TENCENT_UNITS))
        .isEqualTo(
            """
            mintmark,namespace,
            product_key,data,string
            device_name,data,string
            device_secret,data,string
            """);
  }

  @Test
  void espressifsToolIsToldHowASecretBecomesABlob() {
    var hex = Map.of("secret-encoding", "hex2bin", "device-secret", "psk", "namespace", "qcloud");
    var base64 = Map.of("secret-encoding", "base64");

    assertThat(text(VALUES, Samples.TENCENT, hex, TENCENT_UNITS))
        .startsWith("product_key,device_name,psk\n")
        .contains("dev_1,000102030405060708090a0b0c0d0e0f\n");
    assertThat(text(CONFIG, Samples.TENCENT, hex, TENCENT_UNITS))
        .startsWith("qcloud,namespace,\n")
        .endsWith("psk,data,hex2bin\n");
    assertThat(text(VALUES, Samples.TENCENT, base64, TENCENT_UNITS))
        .contains("dev_1,AAECAwQFBgcICQoLDA0ODw==\n");
    assertThat(text(VALUES, Samples.ALIYUN, hex, Samples.unit(1, "dev1", "abc0")))
        .endsWith("a1SampleKey,dev1,61626330\n");
    assertThat(text(VALUES, Samples.ALIYUN, base64, Samples.unit(1, "dev1", "abc0")))
        .endsWith("a1SampleKey,dev1,YWJjMA==\n");
  }

  @Test
  void unitsWithoutASecretHaveNoneInNvs() {
    assertThat(text(VALUES, Samples.ALIYUN, Map.of(), NAMES))
        .isEqualTo("product_key,device_name\na1SampleKey,dev-1\na1SampleKey,@dev2\n");
    assertThat(text(CONFIG, Samples.ALIYUN, Map.of(), NAMES)).doesNotContain("secret");
  }

  @Test
  void namesThatNvsCannotHaveAreRefused() {
    for (var options :
        List.of(
            Map.of("namespace", "sixteen_letters_"),
            Map.of("device-name", "namespace"),
            Map.of("device-name", "REPEAT"),
            Map.of("device-name", "a,b"),
            Map.of("device-name", "product_key"),
            Map.of("secret-encoding", "u8"))) {
      assertThatThrownBy(() -> text(VALUES, Samples.TENCENT, options, TENCENT_UNITS))
          .as(options.toString())
          .isInstanceOf(UnfitFileException.class);
    }
  }

  @Test
  void aSecretThatIsNotBase64IsToldWithoutIt() {
    var options = Map.of("secret-encoding", "hex2bin");
    var imported = Samples.unit(7, "dev7", "no!base64");

    assertThatThrownBy(() -> text(VALUES, Samples.TENCENT, options, imported))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("unit 7 (dev7)")
        .hasMessageNotContaining("base64!")
        .hasMessageNotContaining("no!")
        .hasNoCause();
  }

  @Test
  void unknownOptionsAndValuesAreRefusedWithWhatThereIs() {
    assertThatThrownBy(() -> text(CSV, Samples.ALIYUN, Map.of("boom", "true"), NAMES))
        .hasMessage("the format 'csv' has no option 'boom'; it has bom, spreadsheet");
    assertThatThrownBy(() -> text(CSV, Samples.ALIYUN, Map.of("bom", "yes"), NAMES))
        .hasMessage("the option 'bom' is one of true, false, not 'yes'");
    assertThatThrownBy(() -> text(JSONL, Samples.ALIYUN, Map.of("qr", "true"), NAMES))
        .hasMessage("the format 'jsonl' has no option 'qr'; it has none");
  }

  @Test
  void theProductSecretStandsInAFileOfItsOwn() {
    var format = new ProductSecretFormat(Samples.CATALOG);

    assertThat(text(format, Samples.TENCENT, Map.of(), NAMES))
        .isEqualTo(
            "{\"ProductID\":\"SAMPLEKEY1\",\"ProductSecret\":\"ProductSecretOfTencent01\"}\n");
    assertThat(text(format, Samples.ALIYUN, Map.of("form", "text"), NAMES))
        .isEqualTo("ProductSecret001\n");
    assertThatThrownBy(() -> text(format, Samples.ALIYUN, Map.of(), ALIYUN_UNITS))
        .isInstanceOf(UnfitFileException.class);
  }

  private static String text(
      FileFormat format, Product product, Map<String, String> options, BurntUnit... units) {
    return new String(Samples.written(format, product, options, units), UTF_8);
  }
}
