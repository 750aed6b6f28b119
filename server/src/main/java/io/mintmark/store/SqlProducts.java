package io.mintmark.store;

import io.mintmark.product.CloneResponse;
import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.ProductRules;
import io.mintmark.product.ProductSecret;
import io.mintmark.product.Products;
import io.mintmark.product.RegistrationMode;
import io.mintmark.product.RetiredSecret;
import io.mintmark.project.ProjectId;
import io.mintmark.vault.Sealed;
import io.mintmark.vault.WrappedKey;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Products, one row each.
final class SqlProducts implements Products {

  /// In the order in which [#product] reads them.
  static final String COLUMNS =
      "p.product_key, p.project, p.name, p.dialect, p.state, p.registration,"
          + " p.clients_per_name, p.unlisted_names, p.on_clones, p.token_over_plain,"
          + " p.push_on_register, p.full_mqtt, p.gateway, p.data_key_owner, p.data_key, p.secret_version,"
          + " p.secret, p.older_version, p.older_secret, p.created_at";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM product p";

  private final Database database;

  SqlProducts(Database database) {
    this.database = database;
  }

  @Override
  public void add(Product product) {
    database.write(
        session ->
            session.update(
                "INSERT INTO product (product_key, project, name, dialect, state,"
                    + " registration, clients_per_name, unlisted_names, on_clones,"
                    + " token_over_plain, push_on_register, full_mqtt, gateway,"
                    + " data_key_owner, data_key, secret_version, secret, older_version,"
                    + " older_secret, created_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                product.key().value(),
                product.project().value(),
                product.name(),
                product.dialect(),
                product.state(),
                product.rules().registration(),
                product.rules().clientsPerName(),
                product.rules().unlistedNames(),
                product.rules().onClones(),
                product.rules().tokenOverPlain(),
                product.rules().pushOnRegister(),
                product.rules().fullMqtt(),
                product.rules().gateway(),
                product.dataKey().owner(),
                product.dataKey().bytes(),
                product.secret().version(),
                product.secret().sealed(),
                product.olderSecret() == null ? null : product.olderSecret().version(),
                product.olderSecret() == null ? null : product.olderSecret().sealed(),
                product.createdAt()));
  }

  @Override
  public Optional<Product> find(ProductKey key) {
    return database.read(
        session ->
            session.find(SqlProducts::product, SELECT + " WHERE product_key = ?", key.value()));
  }

  @Override
  public List<Product> ofProject(ProjectId project) {
    return database.read(
        session ->
            session.list(
                SqlProducts::product,
                SELECT + " WHERE project = ? ORDER BY created_at, product_key",
                project.value()));
  }

  @Override
  public void publish(ProductKey key) {
    database.write(
        session ->
            session.update(
                "UPDATE product SET state = ? WHERE product_key = ?",
                Product.State.PUBLISHED,
                key.value()));
  }

  @Override
  public void setRules(ProductKey key, ProductRules rules) {
    database.write(
        session ->
            session.update(
                "UPDATE product SET registration = ?, clients_per_name = ?, unlisted_names = ?,"
                    + " on_clones = ?, token_over_plain = ?, push_on_register = ?, full_mqtt = ?, gateway = ?"
                    + " WHERE product_key = ?",
                rules.registration(),
                rules.clientsPerName(),
                rules.unlistedNames(),
                rules.onClones(),
                rules.tokenOverPlain(),
                rules.pushOnRegister(),
                rules.fullMqtt(),
                rules.gateway(),
                key.value()));
  }

  @Override
  public boolean rotateSecret(ProductKey key, ProductSecret next) {
    return database.write(
        session ->
            session.update(
                    "UPDATE product SET older_version = secret_version, older_secret = secret,"
                        + " secret_version = ?, secret = ? WHERE product_key = ?"
                        + " AND secret_version = ? AND older_version IS NULL",
                    next.version(),
                    next.sealed(),
                    key.value(),
                    next.version() - 1)
                == 1);
  }

  @Override
  public boolean retireSecret(ProductKey key, int version, Instant at) {
    return database.write(
        session -> {
          int kept =
              session.update(
                  "INSERT INTO retired_secret (product_key, version, secret, retired_at)"
                      + " SELECT product_key, older_version, older_secret, ? FROM product"
                      + " WHERE product_key = ? AND older_version = ?",
                  at,
                  key.value(),
                  version);
          session.update(
              "UPDATE product SET older_version = NULL, older_secret = NULL"
                  + " WHERE product_key = ? AND older_version = ?",
              key.value(),
              version);
          return kept == 1;
        });
  }

  @Override
  public List<RetiredSecret> retiredSecrets(ProductKey key) {
    return database.read(
        session ->
            session.list(
                row ->
                    new RetiredSecret(new ProductSecret(row.number(), row.sealed()), row.instant()),
                "SELECT version, secret, retired_at FROM retired_secret WHERE product_key = ?"
                    + " ORDER BY version DESC",
                key.value()));
  }

  static Product product(Row row) throws SQLException {
    return new Product(
        new ProductKey(row.text()),
        new ProjectId(row.text()),
        row.text(),
        row.constant(Dialect.class),
        row.constant(Product.State.class),
        rules(row),
        new WrappedKey(row.text(), row.sealed()),
        new ProductSecret(row.number(), row.sealed()),
        olderSecret(row),
        row.instant());
  }

  private static ProductRules rules(Row row) throws SQLException {
    return new ProductRules(
        row.constant(RegistrationMode.class),
        row.number(),
        row.number(),
        row.constant(CloneResponse.class),
        row.flag(),
        row.flag(),
        row.flag(),
        row.flag());
  }

  private static @Nullable ProductSecret olderSecret(Row row) throws SQLException {
    int version = row.number();
    Sealed sealed = row.sealedOrNull();
    return sealed == null ? null : new ProductSecret(version, sealed);
  }
}
