package io.mintmark.store;

import io.mintmark.access.Role;
import io.mintmark.project.FactoryId;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// How a [Role] lies in two columns, `role` and `factory`. What is not known there is no role, so
/// that a damaged row opens nothing.
final class RoleColumns {

  private static final String OPERATOR = "OPERATOR";
  private static final String FACTORY = "FACTORY";

  private RoleColumns() {}

  static String name(Role role) {
    return switch (role) {
      case Role.Operator() -> OPERATOR;
      case Role.OfFactory _ -> FACTORY;
    };
  }

  static @Nullable String factory(Role role) {
    return role.factoryId().map(FactoryId::value).orElse(null);
  }

  /// Reads both columns.
  static Role read(Row row) throws SQLException {
    String name = row.text();
    String factory = row.textOrNull();
    if (name.equals(OPERATOR) && factory == null) {
      return Role.operator();
    }
    if (name.equals(FACTORY) && factory != null) {
      return new Role.OfFactory(new FactoryId(factory));
    }
    throw new IllegalStateException("a stored role is not of a known form");
  }
}
