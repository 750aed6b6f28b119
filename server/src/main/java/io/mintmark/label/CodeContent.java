package io.mintmark.label;

import io.mintmark.output.BindingTexts;
import io.mintmark.output.BurntUnit;
import io.mintmark.output.FileFormat.Option;
import io.mintmark.output.UnfitFileException;
import io.mintmark.product.Product;
import io.mintmark.production.Batch;
import io.mintmark.production.BurnMethod;
import io.mintmark.vault.SecretText;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What a QR code says. All of it is ASCII, whatever the owner chose.
sealed interface CodeContent {

  /// The text in the code of this unit.
  String of(BurntUnit unit);

  /// Whether the text holds the DeviceSecret.
  default boolean holdsSecret() {
    return false;
  }

  /// The options by which a content is chosen.
  List<Option> OPTIONS =
      List.of(
          new Option(
              "content",
              "identity",
              "What the code says: identity (ProductKey/DeviceName), binding (what the vendor's app"
                  + " reads to bind the device), url (an address of yours) or json."),
          new Option(
              "url",
              "",
              "For content=url, the address, with {deviceName}, {productKey}, {batch}, {unit} (the"
                  + " number in the batch) or {binding} in it; values are percent-encoded."),
          new Option(
              "secret",
              "false",
              "For content=json, true puts the DeviceSecret into the code: whoever sees the label"
                  + " has it."));

  /// The content that was chosen.
  ///
  /// @throws UnfitFileException if the units of this batch cannot have it
  static CodeContent chosen(Choices choices, Batch batch, Product product, BindingTexts bindings) {
    String word = choices.word("content", Set.of("identity", "binding", "url", "json"));
    refuseMisfits(choices, word, batch);
    return switch (word) {
      case "binding" -> {
        bindings.require(batch, product);
        yield new Binding(batch, product, bindings);
      }
      case "url" -> Address.of(choices.text("url"), batch, product, bindings);
      case "json" -> new Json(product, choices.flag("secret"));
      default -> new Identity(product);
    };
  }

  private static void refuseMisfits(Choices choices, String word, Batch batch) {
    if (!word.equals("url") && !choices.text("url").isEmpty()) {
      throw new UnfitFileException("the option 'url' belongs to content=url");
    }
    if (!choices.flag("secret")) {
      return;
    }
    if (!word.equals("json")) {
      throw new UnfitFileException(
          "only content=json can hold a DeviceSecret; leave the option 'secret' out");
    }
    if (batch.burnMethod() == BurnMethod.DYNAMIC_REGISTRATION) {
      throw new UnfitFileException(
          "units of this batch fetch their DeviceSecret by registration; leave the option 'secret'"
              + " out");
    }
  }

  /// ProductKey and DeviceName with a stroke between, which neither can hold.
  record Identity(Product product) implements CodeContent {

    @Override
    public String of(BurntUnit unit) {
      return product.key() + "/" + unit.name();
    }
  }

  /// The dialect's binding text.
  record Binding(Batch batch, Product product, BindingTexts bindings) implements CodeContent {

    @Override
    public String of(BurntUnit unit) {
      return bindings.of(batch, product, unit.name(), secretOf(unit));
    }
  }

  /// An address of the owner's. It never holds a secret.
  record Address(UrlTemplate template, Batch batch, Product product, BindingTexts bindings)
      implements CodeContent {

    private static final Set<String> TELLING = Set.of("deviceName", "unit", "binding");
    private static final Set<String> KNOWN =
        Set.of("deviceName", "unit", "binding", "productKey", "batch");

    static Address of(String template, Batch batch, Product product, BindingTexts bindings) {
      if (template.isEmpty()) {
        throw new UnfitFileException(
            "content=url needs the option 'url', such as https://example.com/d?n={deviceName}");
      }
      var address = new UrlTemplate(template, KNOWN, TELLING);
      if (address.holds("binding")) {
        bindings.require(batch, product);
      }
      return new Address(address, batch, product, bindings);
    }

    @Override
    public String of(BurntUnit unit) {
      var values = new HashMap<String, String>();
      values.put("productKey", product.key().value());
      values.put("deviceName", unit.name());
      values.put("unit", Integer.toString(unit.number()));
      values.put("batch", batch.id().value());
      if (template.holds("binding")) {
        values.put("binding", bindings.of(batch, product, unit.name(), secretOf(unit)));
      }
      return template.filled(values);
    }
  }

  /// A JSON object. Neither names nor secrets hold characters that JSON escapes, but imported
  /// secrets are written with care all the same.
  record Json(Product product, boolean holdsSecret) implements CodeContent {

    @Override
    public String of(BurntUnit unit) {
      var json = new StringBuilder("{\"productKey\":\"").append(product.key());
      json.append("\",\"deviceName\":\"").append(unit.name());
      if (holdsSecret) {
        json.append("\",\"deviceSecret\":\"");
        escape(secretOf(unit).expose(), json);
      }
      return json.append("\"}").toString();
    }

    private static void escape(String text, StringBuilder json) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c == '"' || c == '\\' || c < ' ' || c > '~') {
          json.append("\\u%04x".formatted((int) c));
        } else {
          json.append(c);
        }
      }
    }
  }

  private static SecretText secretOf(BurntUnit unit) {
    return Objects.requireNonNull(unit.secret(), "a unit without the secret that the code needs");
  }
}
