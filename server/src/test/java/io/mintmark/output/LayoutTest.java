package io.mintmark.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mintmark.production.BurnMethod;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The notation of layouts and the records that they make.
class LayoutTest {

  private static final BurntUnit TENCENT =
      Samples.unit(0x010203, "dev_1", "AAECAwQFBgcICQoLDA0ODw==");

  @Test
  void checksumsHaveTheirCheckValues() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);

    assertThat(Crc.CRC16_CCITT.of(digits, 0, 9)).isEqualTo(0x29B1);
    assertThat(Crc.CRC16_MODBUS.of(digits, 0, 9)).isEqualTo(0x4B37);
    assertThat(Crc.CRC32_ISO.of(digits, 0, 9)).isEqualTo(0xCBF43926L);
  }

  @Test
  void fieldsLieWhereTheyWereToldAndPaddingBetween() {
    assertThat(record("size:40,pad:FF,0:name:8,10:key:10,20:secret-base64:16,36:number:4"))
        .isEqualTo(
            "6465765f31ffffff"
                + "ffff"
                + "53414d504c454b455931"
                + "000102030405060708090a0b0c0d0e0f"
                + "03020100");
  }

  @Test
  void numbersAndChecksumsFollowTheByteOrder() {
    assertThat(record("size:9,endian:big,0:text:123456789")).isEqualTo("313233343536373839");
    assertThat(
            record(
                "size:19,endian:big,0:text:123456789,9:crc16-ccitt:0-8,11:crc32:0-8,15:number:4"))
        .endsWith("29b1" + "cbf43926" + "00010203");
    assertThat(record("size:21,0:text:123456789,9:crc16-modbus:0-8,11:crc16-ccitt:0-8,13:number:8"))
        .endsWith("374b" + "b129" + "0302010000000000");
  }

  @Test
  void secretsGoInAsTextOrDecoded() {
    var hex = Samples.unit(1, "dev1", "00FFa0");
    var maker = new RecordMaker(LayoutReader.read("size:4,0:secret-hex:4"), Samples.ALIYUN);

    assertThat(HexFormat.of().formatHex(maker.recordOf(hex))).isEqualTo("00ffa000");
    assertThat(record("size:24,0:secret:24"))
        .isEqualTo(
            HexFormat.of()
                .formatHex("AAECAwQFBgcICQoLDA0ODw==".getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  void aChecksumMayCoverOneBeforeIt() {
    assertThat(record("size:15,0:text:123456789,9:crc32:0-8,13:crc16-modbus:0-12")).hasSize(30);
  }

  @Test
  void aLayoutIsPrintedBackNormalised() {
    var text = " 8:hex:a55a , size:64, 0:name:8 ,60:crc32:0-59,10:text:MM1:4";

    var layout = LayoutReader.read(text);

    assertThat(layout)
        .hasToString(
            "size:64,pad:00,endian:little,0:name:8,8:hex:A55A,10:text:MM1:4,60:crc32:0-59");
    assertThat(LayoutReader.read(layout.toString())).isEqualTo(layout);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0:name:8 | layout: the item 'size:BYTES' is missing",
        "size:16,0:nmae:8 | layout, position 11: expected one of name, secret,",
        "size:16,0:name | layout, position 15: expected ':' and something behind it",
        "size:16,0:name:x8 | layout, position 16: expected a number from 1 to 65536, found 'x8'",
        "size:16,0:name:8:9 | layout, position 18: expected ',' or the end",
        "size:16,,0:name:8 | layout, position 9: expected an item such as",
        "size:16,size:17 | layout, position 9: 'size' stands here for the second time",
        "size:0 | layout, position 6: expected a number from 1 to 65536, found '0'",
        "size:99999999999 | layout, position 6: expected a number",
        "size:16,pad:F | layout, position 13: expected an even number of hexadecimal digits",
        "size:16,pad:FFFF | layout, position 13: expected one byte",
        "size:16,endian:middle | layout, position 16: expected 'little' or 'big'",
        "size:16,colour:red | layout, position 9: expected 'size', 'pad', 'endian' or the offset",
        "size:16,0:hex:ABC | layout, position 15: expected an even number",
        "size:16,0:text:longer:3 | layout, position 23: the text has 6 characters",
        "size:16,0:number:3 | layout, position 18: a number has 1, 2, 4 or 8 bytes, not 3",
        "size:16,0:crc32:4 | layout, position 17: expected the bytes covered",
        "size:16,0:crc32:9-4 | layout, position 17: expected the lower byte first",
        "size:16,0:name:8,7:number:4 | layout: '7:number:4' begins at byte 7",
        "size:16,0:name:17 | layout: '0:name:17' ends at byte 16, but the record of 16 bytes",
        "size:16,0:crc32:4-16 | layout: '0:crc32:4-16' covers byte 16, but the record ends at byte 15",
        "size:16,0:crc32:0-15 | layout: '0:crc32:0-15' covers the place of '0:crc32:0-15'",
        "size:16,0:crc32:4-15,4:crc32:8-15 | layout: '0:crc32:4-15' covers the place of '4:crc32:8-15'",
      })
  void faultsNameTheirPlace(String text, String fault) {
    assertThatThrownBy(() -> LayoutReader.read(text))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageStartingWith(fault);
  }

  @Test
  void whatDoesNotFitIsToldBeforeTheFirstByteWithoutTheSecret() {
    var units = new BurntUnit[] {TENCENT, Samples.unit(2, "a-longer-name", "not!base64")};

    for (var format : new FileFormat[] {new BinZipFormat(), new IntelHexFormat()}) {
      assertUnfit(format, "size:64,0:name:12", units)
          .hasMessage(
              "layout: unit 2 (a-longer-name) does not fit into '0:name:12': there are 13 bytes to put in");
      assertUnfit(format, "size:64,0:secret-base64:16", units)
          .hasMessage(
              "layout: unit 2 (a-longer-name) does not fit into '0:secret-base64:16': the secret is not of this form")
          .hasNoCause();
      assertUnfit(format, "size:64,0:number:2", units)
          .hasMessageContaining("the number of the unit is greater");
    }
  }

  @Test
  void unitsWithoutASecretCannotBurnOne() {
    assertUnfit(new BinZipFormat(), "size:64,0:secret:32", Samples.unit(1, "dev1"))
        .hasMessageContaining("leave it out");
  }

  private static AbstractThrowableAssert<?, ?> assertUnfit(
      FileFormat format, String layout, BurntUnit... units) {
    var out = new ByteArrayOutputStream();
    var thrown =
        assertThatThrownBy(
                () -> {
                  var method =
                      units[0].secret() == null
                          ? BurnMethod.DYNAMIC_REGISTRATION
                          : BurnMethod.DEVICE_SECRET;
                  var batch = Samples.batch(Samples.TENCENT, method, units.length);
                  format
                      .prepare(batch, Samples.TENCENT, Map.of("layout", layout))
                      .writeTo(out, Samples.units(units));
                })
            .isInstanceOf(UnfitFileException.class);
    assertThat(out.size()).isZero();
    return thrown;
  }

  private static String record(String layout) {
    var maker = new RecordMaker(LayoutReader.read(layout), Samples.TENCENT);
    return HexFormat.of().formatHex(maker.recordOf(TENCENT));
  }
}
