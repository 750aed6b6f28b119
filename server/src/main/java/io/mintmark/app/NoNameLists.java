package io.mintmark.app;

import io.mintmark.sheet.NameList;
import io.mintmark.sheet.NameListId;
import io.mintmark.sheet.NameLists;
import java.util.List;
import java.util.Optional;

/// For a server that stores no lists of names.
final class NoNameLists implements NameLists {

  @Override
  public Optional<NameList> find(NameListId id) {
    return Optional.empty();
  }

  @Override
  public List<String> names(NameListId id) {
    throw new IllegalStateException("there is no list " + id);
  }
}
