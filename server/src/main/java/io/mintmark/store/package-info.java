/// SQLite and PostgreSQL behind the store interfaces that the features own. What differs between
/// the two is in [Database] and its two forms, and in the migrations; every other statement is
/// plain SQL for both.
@NullMarked
package io.mintmark.store;

import org.jspecify.annotations.NullMarked;
