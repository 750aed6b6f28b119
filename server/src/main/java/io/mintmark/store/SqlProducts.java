package io.mintmark.store;

import io.mintmark.product.Dialect;
import io.mintmark.product.Product;
import io.mintmark.product.ProductKey;
import io.mintmark.product.Products;
import io.mintmark.project.ProjectId;
import io.mintmark.vault.WrappedKey;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Products, one row each.
final class SqlProducts implements Products {

  /// In the order in which [#product] reads them.
  static final String COLUMNS =
      "p.product_key, p.project, p.name, p.dialect, p.state, p.registration_on,"
          + " p.data_key_owner, p.data_key, p.secret, p.created_at";

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
                "INSERT INTO product (product_key, project, name, dialect, state, registration_on,"
                    + " data_key_owner, data_key, secret, created_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                product.key().value(),
                product.project().value(),
                product.name(),
                product.dialect(),
                product.state(),
                product.registrationOn(),
                product.dataKey().owner(),
                product.dataKey().bytes(),
                product.secret(),
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
  public void setRegistration(ProductKey key, boolean on) {
    database.write(
        session ->
            session.update(
                "UPDATE product SET registration_on = ? WHERE product_key = ?", on, key.value()));
  }

  static Product product(Row row) throws SQLException {
    return new Product(
        new ProductKey(row.text()),
        new ProjectId(row.text()),
        row.text(),
        row.constant(Dialect.class),
        row.constant(Product.State.class),
        row.flag(),
        new WrappedKey(row.text(), row.sealed()),
        row.sealed(),
        row.instant());
  }
}
