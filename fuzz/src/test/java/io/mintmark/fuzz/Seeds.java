package io.mintmark.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes the inputs from which fuzzing begins: what vendors' devices were seen to send, which are
/// the recordings of the server's tests, and a few packets and hellos made by hand. Other files in
/// the corpus were found by fuzzing, and stay.
///
/// `java fuzz/src/test/java/io/mintmark/fuzz/Seeds.java server/src/test/resources/dialect
/// fuzz/corpus`
public final class Seeds {

  private static final String PUBLISH = "sys/a1Pk2345678/dev-1/thing/event/property/post";

  private final Path corpus;

  private Seeds(Path corpus) {
    this.corpus = corpus;
  }

  public static void main(String[] arguments) throws IOException {
    var seeds = new Seeds(Path.of(arguments[1]));
    try (var files = Files.walk(Path.of(arguments[0]))) {
      files.filter(Files::isRegularFile).sorted().forEach(seeds::fromRecording);
    }
    seeds.hellos();
    seeds.streams();
    seeds.lists();
    try (var files = Files.list(Path.of(arguments[0]).resolveSibling("sheet"))) {
      files.filter(file -> file.toString().endsWith(".xlsx")).sorted().forEach(seeds::fromWorkbook);
    }
  }

  private void fromRecording(Path file) {
    try {
      String name = file.getFileName().toString().replace(".txt", "");
      String dialect = file.getParent().getParent().getFileName().toString();
      String[] parts = Files.readString(file).split("\n=== (request|connect|answer)\n", -1);
      if (file.getParent().endsWith("http")) {
        http(dialect, name, parts[1]);
      } else {
        connect(dialect, name, fields(parts[1]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Once with the path that the harness makes, once raw.
  private void http(String dialect, String name, String request) throws IOException {
    String harness = dialect + "-http";
    int blank = request.indexOf("\n\n");
    String head = blank < 0 ? request : request.substring(0, blank);
    byte[] body = ascii(blank < 0 ? "" : request.substring(blank + 2));
    int path = request.startsWith("POST /device/register") ? 1 : 0;
    write(harness, name, join(new byte[] {0, 0, (byte) path}, body));
    byte[] raw = ascii(head.replace("\n", "\r\n") + "\r\n\r\n");
    write(harness, name + "-raw", join(new byte[] {(byte) 0x80, 3, 0}, raw, body));
  }

  private void connect(String dialect, String name, Map<String, String> fields) throws IOException {
    String clientId = fields.get("clientid").translateEscapes();
    byte[] packet = connectPacket(clientId, fields);
    byte tls = (byte) (fields.get("transport").equals("MQTTS") ? 0x80 : 0);
    write("connect", dialect + "-" + name, join(new byte[] {tls, 0}, packet));
    if (dialect.equals("aliyun")) {
      write("client-id", name, ascii(clientId));
    }
  }

  private static byte[] connectPacket(String clientId, Map<String, String> fields) {
    int level = Integer.parseInt(fields.get("level"));
    int keepAlive = Integer.parseInt(fields.get("keepalive"));
    String username = fields.get("username");
    String password = fields.get("password");
    int flags = 2 | (username == null ? 0 : 0x80) | (password == null ? 0 : 0x40);
    return packet(
        0x10,
        text(level == 3 ? "MQIsdp" : "MQTT"),
        new byte[] {(byte) level, (byte) flags, (byte) (keepAlive >> 8), (byte) keepAlive},
        level == 5 ? new byte[1] : new byte[0],
        text(clientId),
        username == null ? new byte[0] : text(username),
        password == null ? new byte[0] : text(password));
  }

  private void hellos() throws IOException {
    String sni = "0000000e000c0000096c6f63616c686f7374";
    String p256 = "000a000400020017";
    String ecdsa = "000d0006000404030804";
    String rsa = "000d000400020401";
    String thirteen = "002b00050403040303";
    hello("tls-1.3", "130113021303", sni + p256 + ecdsa + thirteen);
    hello("ecdsa", "c02bc02fc00ac0142f00", sni + p256 + ecdsa);
    hello("rsa", "c02f009c002f0035", sni + p256 + rsa);
    hello("static-rsa-cbc", "003d0035003c002f", "");
    hello("psk", "008c008d00ff", "");
    hello("psk-ecdhe", "c035c03600ff", p256);
    hello("psk-after-certificate", "c02f008c", p256 + rsa);
    hello("unknown-suites", "1234dada00ff", sni);
  }

  /// Once in one record, once in two.
  private void hello(String name, String suites, String extensions) throws IOException {
    byte[] body =
        join(
            hex("0303"),
            new byte[32],
            hex("00"),
            sized(hex(suites)),
            hex("0100"),
            extensions.isEmpty() ? new byte[0] : sized(hex(extensions)));
    byte[] message = join(hex("0100"), sized(body));
    byte[] one = join(hex("160301"), sized(message));
    write("client-hello", name, join(new byte[] {7}, one));
    byte[] first = Arrays.copyOf(message, 20);
    byte[] second = Arrays.copyOfRange(message, 20, message.length);
    byte[] two = join(hex("160301"), sized(first), hex("160301"), sized(second));
    write("client-hello", name + "-in-two", join(new byte[] {0}, two));
  }

  private void streams() throws IOException {
    byte[] mine = text("/" + PUBLISH);
    byte[] publish = packet(0x32, mine, hex("0001"), ascii("{\"id\":1}"));
    byte[] publish5 = packet(0x32, mine, hex("000100"), ascii("{\"id\":1}"));
    byte[] forbidden = packet(0x34, text("/sys/a1Pk2345678/dev-2/thing/event/x/post"), hex("0007"));
    byte[] subscribe = packet(0x82, hex("0002"), text("/a1Pk2345678/dev-1/user/get"), hex("01"));
    byte[] subscribe5 = packet(0x82, hex("000200"), text("/a1Pk2345678/dev-1/user/#"), hex("01"));
    byte[] mixed =
        packet(
            0x82,
            hex("0003"),
            text("/a1Pk2345678/dev-1/user/+"),
            hex("01"),
            text("/a1Pk2345678/dev-2/user/+"),
            hex("00"));
    byte[] ping = hex("c000");
    byte[] bye = hex("e000");
    byte[] pubrel = hex("62020007");
    byte[] unsubscribe = packet(0xA2, hex("0004"), text("/a1Pk2345678/dev-1/user/get"));
    byte[] puback = hex("40020001");
    byte[] down = packet(0x32, text("/a1Pk2345678/dev-1/user/get"), hex("0009"), ascii("{}"));
    byte[] echo = packet(0x32, text("/a1Pk2345678/dev-1/user/update"), hex("000a"), ascii("{}"));
    byte[] suback = hex("9003000201");
    byte[] ownSuback = hex("9003ffff01");
    stream("publish", 0, join(ping, publish, ping, bye), puback);
    stream("publish-5", 2, join(publish5, puback), join(puback, down));
    stream("refused", 0, join(forbidden, pubrel, ping), new byte[0]);
    stream("subscribe", 1, join(subscribe, publish, unsubscribe), join(suback, down, down));
    stream("subscribe-5", 2, join(subscribe5, publish5), hex("900400020001"));
    stream(
        "subscribe-in-part", 0, join(mixed, subscribe, publish), hex("9003000301" + "9003000201"));
    stream("automatic", 4, join(publish, ping), join(ownSuback, echo, down, puback));
    stream("malformed-length", 8, join(publish, hex("30ffffffff01")), puback);
    stream("too-large", 0x10, join(publish, hex("30ffffff7f00")), puback);
  }

  private void stream(String name, int how, byte[] device, byte[] broker) throws IOException {
    write("forwarder", name, join(new byte[] {(byte) how, 1, 7}, sized(device), broker));
  }

  private void lists() throws IOException {
    list("plain", "unit1\nunit2\n");
    list("header", "\uFEFFDeviceName,remark\r\n\"unit1\",\"a \"\"b\"\"\"\r\nunit1,\r\n,,\r\nunit2");
    list("broken", "unit1\n\"open\nun\0it\n设备\nx\n");
    String sheet =
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>1</v></c><c t=\"inlineStr\"><is><t>a_x000D_</t></is></c></row>"
            + "<row><c r=\"C2\" s=\"1\"><f>1+1</f><v>2</v></c><c t=\"b\"><v>1</v></c></row>"
            + "<row r=\"9\"><c s=\"1\"><v>4.5E4</v></c><c t=\"e\"><v>#N/A</v></c></row>";
    rows("rows", sheet);
    parts("parts", "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>", false);
    parts(
        "all-parts",
        "<worksheet><cols/><sheetData><row r=\"2\"><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>\0"
            + "<sst><si><t>&#65;&amp;</t><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si></sst>\0"
            + "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"yy\"/></numFmts><cellXfs>"
            + "<xf numFmtId=\"170\"/></cellXfs></styleSheet>\0"
            + "<workbook><sheets><sheet state=\"hidden\" r:id=\"b\" xmlns:r=\"r\"/><sheet r:id=\"b\""
            + " xmlns:r=\"r\"/></sheets></workbook>\0"
            + "<a><Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/></a>",
        true);
    parts("document-type", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>", false);
  }

  private void list(String name, String text) throws IOException {
    write("names-csv", name, join(new byte[] {7}, ascii(text)));
  }

  private void rows(String name, String rows) throws IOException {
    write("names-xlsx", name, join(new byte[] {5, 7}, ascii(rows)));
  }

  private void parts(String name, String parts, boolean deflated) throws IOException {
    write("names-xlsx", name, join(new byte[] {(byte) (deflated ? 3 : 1), 7}, ascii(parts)));
  }

  private void fromWorkbook(Path file) {
    try {
      String name = file.getFileName().toString().replace(".xlsx", "");
      write("names-xlsx", "zip-" + name, join(new byte[] {0, 7}, Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String harness, String name, byte[] input) throws IOException {
    Path folder = Files.createDirectories(corpus.resolve(harness));
    Files.write(folder.resolve(name), input);
  }

  private static Map<String, String> fields(String lines) {
    var fields = new LinkedHashMap<String, String>();
    for (String line : lines.lines().toList()) {
      String[] field = line.split(": ", 2);
      fields.put(field[0].toLowerCase(Locale.ROOT), field[1]);
    }
    return fields;
  }

  private static byte[] packet(int first, byte[]... body) {
    byte[] joined = join(body);
    int length = joined.length;
    byte[] head =
        length < 128
            ? new byte[] {(byte) first, (byte) length}
            : new byte[] {(byte) first, (byte) (length % 128 | 128), (byte) (length / 128)};
    return join(head, joined);
  }

  private static byte[] text(String text) {
    return sized(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Behind two octets of length.
  private static byte[] sized(byte[] bytes) {
    return join(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    List.of(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }
}
