package io.mintmark.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mintmark.device.InitialState;
import io.mintmark.product.Dialect;
import io.mintmark.product.MemoryProducts;
import io.mintmark.product.Product;
import io.mintmark.product.ProductCatalog;
import io.mintmark.project.ProjectId;
import io.mintmark.vault.MasterKey;
import io.mintmark.vault.Vault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretDoctorTest {

  private static final String SECRET = "pUR3vIXk4aNcJ1dQz8WmT0bYh6LsEoGf";
  private static final String PSK = "7WmFA/MEs+Fy+32QwJWtYw==";

  private final SecureRandom random = new SecureRandom();
  private final ProductCatalog catalog =
      new ProductCatalog(
          new MemoryProducts(),
          new Vault(MasterKey.generate(random), random),
          random,
          InstantSource.system());
  private final Product aliyun = product(Dialect.ALIYUN);
  private final Product tencent = product(Dialect.TENCENT);
  private final List<Tuple> units = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unit1,%s\nunit2,%s,ACTIVATED\n",
        "DeviceName,DeviceSecret,state\nunit1,%s,\nunit2,%s,activated",
        "state;remark;device_secret;DEVICENAME\n未激活;\"x\";%s;unit1\n已激活;;%s;unit2\n",
        "\n设备名称\t设备密钥\t状态\nunit1\t%s\t未激活\nunit2\t%s\t在线\n",
      })
  void columnsAreFoundByTheirTitlesOrTheirPlaces(String text) throws IOException {
    var doctor = read(aliyun, text.replace("%s", SECRET));

    assertThat(doctor.findings().first()).isEmpty();
    assertThat(doctor.names()).containsExactly("unit1", "unit2");
    assertThat(units)
        .containsExactly(
            tuple("unit1", SECRET, InitialState.UNACTIVATED),
            tuple("unit2", SECRET, InitialState.ACTIVATED));
  }

  @ParameterizedTest
  @CsvSource({"ProductKey", "product_id", "产品Key"})
  void aProductThatTheFileNamesMustBeTheProduct(String title) throws IOException {
    var own = tencent.key().value();

    var doctor =
        read(
            tencent,
            "%s,DeviceName,psk\n%s,unit1,%s\nSOMEOTHER1,unit2,%s\n,unit3,%s\n"
                .formatted(title, own, PSK, PSK, PSK));

    assertThat(told(doctor))
        .containsExactly(
            tuple(3, 1, FindingKind.PRODUCT_DIFFERS, "(10 characters)"),
            tuple(4, 1, FindingKind.PRODUCT_DIFFERS, ""));
  }

  @Test
  void everyFaultIsToldWithRowAndColumnAndWithoutASecret() throws IOException {
    var doctor =
        read(
            aliyun,
            String.join(
                "\n",
                "unit1," + SECRET + ",FLYING",
                "unit2",
                "unit3," + SECRET + " ",
                "unit1," + SECRET,
                SECRET + "|unit5",
                " " + SECRET.substring(1) + "," + SECRET,
                "unit7,ACTIVATED," + SECRET,
                "unit8,\"" + SECRET,
                ""));

    assertThat(told(doctor))
        .containsExactly(
            tuple(1, 3, FindingKind.STATE_UNKNOWN, "(6 characters)"),
            tuple(2, 2, FindingKind.SECRET_EMPTY, ""),
            tuple(3, 2, FindingKind.SECRET_UNFIT, "(33 characters)"),
            tuple(4, 1, FindingKind.NAME_REPEATED, "unit1"),
            tuple(5, 1, FindingKind.BAD_LENGTH, "(38 characters)"),
            tuple(5, 1, FindingKind.BAD_CHARACTER, "(38 characters)"),
            tuple(5, 2, FindingKind.SECRET_EMPTY, ""),
            tuple(6, 1, FindingKind.SPACES_AROUND, "(32 characters)"),
            tuple(7, 3, FindingKind.STATE_UNKNOWN, "(32 characters)"),
            tuple(8, 2, FindingKind.QUOTES_BROKEN, "(33 characters)"));
    assertThat(doctor.findings().first().toString())
        .doesNotContain(SECRET.substring(1))
        .doesNotContain(SECRET.substring(0, 30));
    assertThat(units).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DeviceName,remark\nunit1,x\n",
        "psk,remark\nx,y\n",
        "DeviceName,DeviceSecret,psk\nunit1,x,y\n",
        "DeviceName,设备名称,psk\nunit1,x,y\n",
        "DeviceName,psk,state,状态\nunit1,x,,\n",
      })
  void aHeaderThatLeavesADoubtEndsTheReading(String text) throws IOException {
    var doctor = read(tencent, text);

    assertThat(told(doctor)).containsExactly(tuple(1, 0, FindingKind.COLUMNS_UNCLEAR, ""));
  }

  @ParameterizedTest
  @CsvSource({"'',NO_NAMES", "'DeviceName,psk\n',NO_NAMES", "%PDF-1.4 and so on,NOT_A_TEXT_FILE"})
  void whatHoldsNoDevicesIsToldAsAWhole(String text, FindingKind kind) throws IOException {
    var doctor = read(tencent, text);

    assertThat(doctor.findings().first()).extracting(Finding::kind).containsExactly(kind);
  }

  @Test
  void moreRowsThanABatchMayHaveAreNotRead() throws IOException {
    var doctor = read(tencent, "a,%s\nb,%s\nc,%s\nd,%s\n".replace("%s", PSK));

    assertThat(told(doctor)).containsExactly(tuple(4, 0, FindingKind.TOO_MANY_NAMES, ""));
  }

  @ParameterizedTest
  @CsvSource({
    "'unit1,%s\nunit2,pUR3vIXk4aNcJ1',2",
    "'unit1,%s\nunit2,pUR3vIXk4aNcJ1\n',0",
    "'unit1,%s\nunit2,%s',0",
    "'unit1,short\nunit2,%s',0",
    "'unit1,short',0"
  })
  void aSecretThatMayBeCutOffIsNotTaken(String text, int row) throws IOException {
    var doctor = read(aliyun, text.replace("%s", SECRET));

    assertThat(told(doctor))
        .isEqualTo(row == 0 ? List.of() : List.of(tuple(row, 2, FindingKind.SECRET_CUT, "")));
  }

  @Test
  void aTakenNameIsToldInItsOwnColumn() throws IOException {
    var doctor = read(tencent, "psk,DeviceName\n%s,a\n%s,b\n".replace("%s", PSK));

    doctor.addTaken(List.of("b"));

    assertThat(told(doctor)).containsExactly(tuple(3, 2, FindingKind.NAME_TAKEN, "b"));
  }

  private SecretDoctor read(Product product, String text) throws IOException {
    var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return new SheetReader(SpreadsheetOpener.NONE)
        .examineSecrets(
            in,
            product,
            new SheetLimits(text.startsWith("a,") ? 3 : 100, 10_000, 1_000),
            (name, secret, state) -> units.add(tuple(name, secret.expose(), state)));
  }

  private static List<Tuple> told(SecretDoctor doctor) {
    return doctor.findings().first().stream()
        .map(each -> tuple(each.row(), each.column(), each.kind(), each.value()))
        .toList();
  }

  private Product product(Dialect dialect) {
    return catalog.create(new ProjectId("p-0123456789"), "product", dialect);
  }
}
