package io.mintmark.line;

import io.mintmark.line.UnitState.Delivery;
import io.mintmark.production.Handovers.Handover;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Which units of a batch reached a factory. If nothing was ever delivered, the owner hands files
/// over in his own way, and nobody can say what was delivered.
final class DeliveredRanges {

  private final List<Handover> handovers;
  private final List<Part> parts;

  DeliveredRanges(List<Handover> handovers) {
    this.handovers = List.copyOf(handovers);
    this.parts = merged(handovers);
  }

  /// Units `first` to `last`.
  record Part(int first, int last) {
    int size() {
      return last - first + 1;
    }
  }

  /// Whether anything was delivered.
  boolean isKnown() {
    return !parts.isEmpty();
  }

  /// Whether a unit reached a factory.
  Delivery deliveryOf(int number) {
    if (!isKnown()) {
      return Delivery.UNKNOWN;
    }
    return parts.stream().anyMatch(part -> part.first <= number && number <= part.last)
        ? Delivery.YES
        : Delivery.NO;
  }

  /// The earliest handover of a unit.
  Optional<Handover> of(int number) {
    return handovers.stream()
        .filter(handover -> handover.first() <= number && number <= handover.last())
        .min(Comparator.comparing(Handover::at));
  }

  /// In order, without overlap, none behind unit `minted`.
  List<Part> within(int minted) {
    return parts.stream()
        .filter(part -> part.first <= minted)
        .map(part -> new Part(part.first, Math.min(part.last, minted)))
        .toList();
  }

  /// The units 1 to `minted` that are in no part.
  List<Part> outside(int minted) {
    var gaps = new ArrayList<Part>();
    int next = 1;
    for (var part : within(minted)) {
      if (part.first > next) {
        gaps.add(new Part(next, part.first - 1));
      }
      next = part.last + 1;
    }
    if (next <= minted) {
      gaps.add(new Part(next, minted));
    }
    return gaps;
  }

  private static List<Part> merged(List<Handover> handovers) {
    var parts = new ArrayList<Part>();
    handovers.stream()
        .map(handover -> new Part(handover.first(), handover.last()))
        .sorted(Comparator.comparingInt(Part::first))
        .forEach(
            part -> {
              if (!parts.isEmpty() && parts.getLast().last >= part.first - 1) {
                var before = parts.removeLast();
                parts.add(new Part(before.first, Math.max(before.last, part.last)));
              } else {
                parts.add(part);
              }
            });
    return parts;
  }
}
