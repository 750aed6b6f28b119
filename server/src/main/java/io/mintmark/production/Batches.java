package io.mintmark.production;

import io.mintmark.device.BatchId;
import io.mintmark.device.InitialState;
import io.mintmark.product.ProductKey;
import io.mintmark.project.ProjectId;
import io.mintmark.sheet.NameListId;
import io.mintmark.vault.Sealed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The stored batches and their lines. Calls block until done and durable.
public interface Batches {

  /// Stores a new batch with its names, all or nothing, unless one of them belongs to a device of
  /// the product or to a line of another batch that is not minted yet. Two calls at once cannot
  /// both take a name. A million names take seconds; devices do not wait meanwhile.
  ///
  /// @param names line 1 first, no name twice; empty if names are generated
  /// @return the lines whose names are taken, all of them; nothing was stored unless it is empty
  default List<Line> create(Batch batch, List<String> names) {
    return create(batch, names, List.of());
  }

  /// As [#create(Batch,List)], with what the owner brought along for each unit. It is kept until
  /// the unit is minted or its name is free again, and no longer.
  ///
  /// @param brought one for each name of an imported batch, in their order; empty for others
  List<Line> create(Batch batch, List<String> names, List<ImportedUnit> brought);

  /// The names that [#create] would refuse, by the same rule, without storing anything: so that an
  /// owner whose list has other faults hears of these too.
  ///
  /// @param names line 1 first, no name twice
  List<Line> taken(ProductKey product, List<String> names);

  Optional<Batch> find(BatchId id);

  /// Batches of a project's products, newest first.
  ///
  /// @param before only batches older than this one; null for the first page
  List<Batch> page(ProjectId project, @Nullable BatchId before, int limit);

  /// Batches in state MINTING, oldest first: what a restarted server goes on with.
  List<Batch> unfinished();

  /// The lines after line number `after`, in order; of a generated batch only those minted.
  List<Line> lines(BatchId id, int after, int limit);

  /// Lines of an uploaded batch that are not minted yet, in the order in which minting them costs
  /// least, which is not that of the list. Fewer than `limit` only if there are no more.
  List<Line> unminted(Batch batch, int limit);

  /// The units for lines of an imported batch that are not minted yet, with the secrets and states
  /// that the owner brought along, in the order of the lines.
  ///
  /// @throws IllegalStateException if one of them is missing, as when another server has minted it
  List<Unit> imported(Batch batch, List<Line> lines);

  /// Mints units of a batch in one transaction: devices, lines of a generated batch, and the
  /// batch's progress; the last one makes the batch READY at `at`.
  ///
  /// @param units of a generated batch, numbered on from its `minted` + 1, without a gap; of an
  ///     uploaded one, any that are not minted yet
  /// @return the units whose names exist already in the product; nothing was minted unless it is
  ///     empty
  /// @throws IllegalStateException if the batch is not MINTING, or the units are not the next ones,
  ///     not in its list, or minted already
  List<Unit> mint(Batch batch, List<Unit> units, Instant at);

  /// Ends minting with a reason; a batch that is not MINTING is left as it is.
  void stop(BatchId id, String reason);

  /// Takes a stopped batch up again; another one is left as it is.
  void resume(BatchId id);

  /// Stores what an act made of a batch: its state, stop reason and papers. False, and nothing is
  /// changed, unless state and edition are still those of `before`, and, for a batch that is being
  /// cancelled, no unit was minted meanwhile. So of two acts at once one fails.
  boolean replace(Batch before, Batch after);

  /// Batches that somebody decided about and that wait for what follows: APPROVED, and REJECTED or
  /// CANCELLED with names that are not free yet. Oldest first.
  List<Batch> undone();

  /// Frees the next names of a batch that is REJECTED or CANCELLED, in one transaction; its lines
  /// stay for the record. True if there are more. No name is freed twice: another batch may have
  /// taken it since.
  boolean freeNames(Batch batch);

  /// The batch that was made from a stored list of names.
  Optional<Batch> findByList(NameListId list);

  /// The units after unit number `after` whose devices still exist, in order, for the output files.
  List<Unit> units(ProductKey product, BatchId id, int after, int limit);

  /// One line of the owner's list.
  ///
  /// @param number from 1
  record Line(int number, String name) {}

  /// One unit with its sealed DeviceSecret.
  ///
  /// @param number from 1
  /// @param state in which its device begins, told when it is minted; of a unit that was minted
  ///     before it says nothing
  record Unit(int number, String name, Sealed secret, InitialState state) {

    /// A unit whose device begins as usual.
    public Unit(int number, String name, Sealed secret) {
      this(number, name, secret, InitialState.UNACTIVATED);
    }
  }
}
