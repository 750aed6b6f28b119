package io.mintmark.sheet;

import java.util.List;
import java.util.Optional;

/// The stored lists of names. Calls block. Safe for any thread.
public interface NameLists {

  /// A list that is examined to its end and not over.
  Optional<NameList> find(NameListId id);

  /// The names of a committable list, in the order of the file, none twice; a million of them take
  /// about 40 MB.
  ///
  /// @throws IllegalStateException if there is no such list (any more), or it has errors
  List<String> names(NameListId id);
}
