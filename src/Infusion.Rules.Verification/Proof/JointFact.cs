using System.Collections.Immutable;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Verification.Proof;

/// <summary>A fact as two versions of a table see it: the cut points of both merged, and what each version makes of every cell.</summary>
/// <remarks>A version that lacks the fact sees one cell of it. A name that one
/// version lacks is read there as the name that stands for the rest;
/// where there is none, the fact is <see cref="Problem"/> and the comparison fails closed.</remarks>
internal sealed class JointFact
{
    private readonly List<Coordinate> _known = [];
    private readonly List<Coordinate> _partial = [];
    private readonly List<ulong> _oldSets = [];
    private readonly List<ulong> _newSets = [];
    private bool _isLinkedApart;
    private readonly DecisionTable _oldTable;
    private readonly DecisionTable _newTable;
    private readonly bool _isMoved;

    private JointFact(DecisionTable oldTable, int oldIndex, DecisionTable newTable, int newIndex, Links links)
    {
        (_oldTable, _newTable) = (oldTable, newTable);
        (OldIndex, NewIndex) = (oldIndex, newIndex);
        bool isOne = ReferenceEquals(oldTable, newTable);
        Old = oldIndex < 0 ? null : oldTable.Facts[oldIndex];
        New = newIndex < 0 ? null : newTable.Facts[newIndex];
        OldCells = oldIndex < 0 ? 1 : oldTable.Partition.CellsOf(oldIndex);
        NewCells = newIndex < 0 ? 1 : newTable.Partition.CellsOf(newIndex);
        AddSingles(_oldSets, OldCells);
        AddSingles(_newSets, NewCells);
        if (Old is { } old && New is { } @new)
        {
            Problem = Mismatch(old, @new);
        }

        ApartBy = isOne || (OldCells == 1 && NewCells == 1) ? [] : [.. ReadApart(links)];
        if (Problem is null)
        {
            if (Either.LinkedTable is { } upstream && links.To(upstream) is { HasOutcomes: true } linked)
            {
                // Where a list is joined two by two, each pair of possible outcomes is.
                bool isJoined = oldTable.Facts.Concat(newTable.Facts).Any(static fact => fact.SoFarOf is not null);
                Link(oldTable, newTable, isJoined ? linked : linked.Folded(Either.Folds));
            }
            else if (Either.SoFarOf is { } own && links.To(own) is { HasOutcomes: true } soFar)
            {
                Link(oldTable, newTable, soFar.AndEach());
            }
            else if (Either.IsOutcome is { } yes && links.To(yes.Table) is { HasOutcomes: true } whether)
            {
                Answer(oldTable, newTable, whether, yes.Outcome);
            }
            else if (!Either.Cuts.IsEmpty)
            {
                Reach(oldTable, newTable);
            }
            else if (Either.IsOrdered)
            {
                Cut(oldTable, newTable);
            }
            else if (Old is { Said.IsEmpty: false } && New is { Said.IsEmpty: false } && !isOne)
            {
                NameAsSaid(oldTable, newTable);
            }
            else
            {
                Name(oldTable, newTable);
            }

            if (_known.Count > 1)
            {
                _partial.Insert(0, new(
                    SetPlace(_oldSets, All(OldCells)), SetPlace(_newSets, All(NewCells)), FactValue.Unknown, FactValue.Unknown, 0, -1));
            }
        }

        Known = [.. _known];
        Coordinates = [.. _known, .. _partial];
        OldSets = [.. _oldSets];
        NewSets = [.. _newSets];
    }

    private JointFact(DecisionTable table, int index, int before, int now)
    {
        (_oldTable, _newTable, _isMoved) = (table, table, true);
        (OldIndex, NewIndex) = (index, index);
        Old = New = table.Facts[index];
        OldCells = NewCells = table.Partition.CellsOf(index);
        AddSingles(_oldSets, OldCells);
        Partition partition = table.Partition;
        Known = [new(before, now, partition.Representative(index, before), partition.Representative(index, now), 0, 0)];
        Coordinates = Known;
        OldSets = NewSets = [.. _oldSets];
    }

    public string Id => Either.Id;

    public Fact Either => New ?? Old!;

    public Fact? Old { get; }

    public Fact? New { get; }

    public int OldIndex { get; }

    public int NewIndex { get; }

    public int OldCells { get; }

    public int NewCells { get; }

    /// <summary>Why the two versions of the fact cannot be compared; <c>null</c> when they can.</summary>
    public string? Problem { get; private set; }

    /// <summary>The known values; every case has one of them.</summary>
    public Coordinate[] Known { get; }

    /// <summary>The known values, then what is known only in part, unknown first.</summary>
    public Coordinate[] Coordinates { get; }

    /// <summary>Sets of cells of the old version: each cell alone, then what is known only in part.</summary>
    public ulong[] OldSets { get; }

    /// <summary>Sets of cells of the new version.</summary>
    public ulong[] NewSets { get; }

    /// <summary>Why the versions may read different values of one and the same record, and how much less or more may be known
    /// then; empty when they read the same.</summary>
    /// <remarks>The coordinates compare what both make of one value. What else they may make of a record is no matter of cells.</remarks>
    public ImmutableArray<(string Reason, Knowledge Knowledge)> ApartBy { get; } = [];

    /// <summary>How much less or more the new version may read of one record.</summary>
    public Knowledge Apart => ApartBy.Aggregate(Knowledge.Same, static (sum, one) => sum | one.Knowledge);

    /// <summary>Whether one version may know more of it than the other: a name that only one knows, or a decision that comes to other
    /// outcomes where not everything is known.</summary>
    public bool IsToldByOne =>
        _isLinkedApart || Coordinates.Any(static one => one.Said is not null && one.OldValue.IsUnknown != one.NewValue.IsUnknown);

    /// <summary>Whether its cells are ranges of a number.</summary>
    public bool IsScale => Either.IsOrdered && Either.LinkedTable is null && Either.Cuts.IsEmpty;

    public static ImmutableArray<JointFact> Join(DecisionTable old, DecisionTable @new, Links links)
    {
        var facts = ImmutableArray.CreateBuilder<JointFact>();
        for (int index = 0; index < @new.Facts.Length; index++)
        {
            facts.Add(new(old, IndexOf(old, @new.Facts[index].Id), @new, index, links));
        }

        for (int index = 0; index < old.Facts.Length; index++)
        {
            if (IndexOf(@new, old.Facts[index].Id) < 0)
            {
                facts.Add(new(old, index, @new, -1, links));
            }
        }

        return facts.ToImmutable();
    }

    /// <summary>The facts of one table, of which one is in one cell before and in another now.</summary>
    public static ImmutableArray<JointFact> Moved(DecisionTable table, int fact, int before, int now) =>
        [
            .. table.Facts.Select(
                (_, index) => index == fact ? new JointFact(table, index, before, now)
                    : new JointFact(table, index, table, index, Links.None)),
        ];

    /// <summary>Whether what a version knows of a coordinate is one range of cells, as in a row of the table.</summary>
    public bool IsOneRange(int coordinate) => coordinate < 0
        || (Masks.IsRun(_oldSets[Coordinates[coordinate].Old]) && Masks.IsRun(_newSets[Coordinates[coordinate].New]));

    public FactValue ValueOf(bool isOld, int coordinate) =>
        coordinate < 0 ? FactValue.Unknown : isOld ? Coordinates[coordinate].OldValue : Coordinates[coordinate].NewValue;

    /// <summary>The codes a known coordinate stands for, as one version sees it, both bounds inclusive.</summary>
    public (long Low, long High) SpanOf(bool isOld, int coordinate)
    {
        (long Low, long High) old = BoundsOf(_oldTable, OldIndex, Known[coordinate].Old);
        (long Low, long High) @new = BoundsOf(_newTable, NewIndex, Known[coordinate].New);
        return _isMoved ? isOld ? old : @new : (Math.Max(old.Low, @new.Low), Math.Min(old.High, @new.High));
    }

    private (long Low, long High) BoundsOf(DecisionTable table, int fact, int cell) =>
        fact < 0 ? (Either.Minimum, Either.Maximum) : table.Partition.Bounds(fact, cell);

    private static int IndexOf(DecisionTable table, string id)
    {
        for (int index = 0; index < table.Facts.Length; index++)
        {
            if (table.Facts[index].Id == id)
            {
                return index;
            }
        }

        return -1;
    }

    private static string? Mismatch(Fact old, Fact @new) =>
        old.Kind != @new.Kind ? $"The fact '{old.Id}' was {old.Kind} and is {@new.Kind}."
        : old.Scale != @new.Scale ? $"The fact '{old.Id}' keeps another number of decimal places."
        : old.Unit != @new.Unit ? $"The fact '{old.Id}' was in {old.Unit} and is in {@new.Unit}."
        : old.LinkedTable != @new.LinkedTable ? $"The fact '{old.Id}' comes from another table."
        : old.IsOrdered && (old.Minimum != @new.Minimum || old.Maximum != @new.Maximum)
            ? $"The fact '{old.Id}' has another range: a value one version accepts the other refuses."
        : null;

    private static ulong All(int cells) => cells >= 64 ? ulong.MaxValue : (1UL << cells) - 1;

    private static void AddSingles(List<ulong> sets, int cells)
    {
        for (int cell = 0; cell < cells; cell++)
        {
            sets.Add(1UL << cell);
        }
    }

    private static int SetPlace(List<ulong> sets, ulong cells)
    {
        int place = sets.IndexOf(cells);
        if (place < 0)
        {
            sets.Add(cells);
            place = sets.Count - 1;
        }

        return place;
    }

    private static int CellOf(DecisionTable table, int fact, long code)
    {
        Partition partition = table.Partition;
        int cell = 0;
        while (cell + 1 < partition.CellsOf(fact) && code > partition.Bounds(fact, cell).High)
        {
            cell++;
        }

        return cell;
    }

    private void Cut(DecisionTable oldTable, DecisionTable newTable)
    {
        var starts = new SortedSet<long> { Either.Minimum };
        AddStarts(starts, oldTable, OldIndex);
        AddStarts(starts, newTable, NewIndex);
        long[] lows = [.. starts];
        for (int place = 0; place < lows.Length; place++)
        {
            long low = lows[place];
            long high = place + 1 < lows.Length ? lows[place + 1] - 1 : Either.Maximum;
            var value = FactValue.Exactly(Readable(low, high));
            _known.Add(new(
                OldIndex < 0 ? 0 : CellOf(oldTable, OldIndex, low), NewIndex < 0 ? 0 : CellOf(newTable, NewIndex, low), value, value, low,
                high));
        }
    }

    private static void AddStarts(SortedSet<long> starts, DecisionTable table, int fact)
    {
        for (int cell = 0; fact >= 0 && cell < table.Partition.CellsOf(fact); cell++)
        {
            starts.Add(table.Partition.Bounds(fact, cell).Low);
        }
    }

    // A value a person would pick to show the cell: zero, or in the middle of it, and near its one limit when it has one.
    private long Readable(long low, long high)
    {
        long step = Either.Kind == FactKind.Elapsed ? NodaConstants.NanosecondsPerMinute : (long)Math.Pow(10, Either.Scale);
        long far = Either.Kind == FactKind.Elapsed ? 30 * step : step;
        bool isOpenBelow = low == Either.Minimum && low < 0;
        bool isOpenAbove = Either.Kind == FactKind.LookBack
            ? high >= Fact.Never - 1
            : high == Either.Maximum && Either.Kind is FactKind.Elapsed or FactKind.Count;
        if (isOpenBelow)
        {
            return isOpenAbove || high >= 0 ? 0 : Math.Max(low, high + 1 - far);
        }

        if (isOpenAbove)
        {
            return low + (Either.Kind == FactKind.Elapsed ? far : 0);
        }

        long middle = low + ((high - low) / 2);
        long rounded = (middle + step - 1) / step * step;
        return rounded >= low && rounded <= high ? rounded : low;
    }

    private void Name(DecisionTable oldTable, DecisionTable newTable)
    {
        var seen = new HashSet<(int Old, int New)>();
        int count = Either.Kind == FactKind.YesNo ? 2 : 0;
        for (int code = 0; code < count; code++)
        {
            Add(code, code);
        }

        foreach (string name in Either.Names.Concat(Old?.Names ?? []).Distinct(StringComparer.Ordinal))
        {
            long? old = CodeOf(Old, name);
            long? @new = CodeOf(New, name);
            if (old is { } oldCode && @new is { } newCode)
            {
                Add(oldCode, newCode);
            }
            else
            {
                Problem = $"The value '{name}' of the fact '{Id}' has no place in one version.";
            }
        }

        void Add(long old, long @new)
        {
            int oldCell = OldIndex < 0 ? 0 : CellOf(oldTable, OldIndex, old);
            int newCell = NewIndex < 0 ? 0 : CellOf(newTable, NewIndex, @new);
            if (seen.Add((oldCell, newCell)))
            {
                long shown = New is null ? old : @new;
                _known.Add(new(oldCell, newCell, FactValue.Exactly(old), FactValue.Exactly(@new), shown, shown));
            }
        }
    }

    // Every name of either version, one that is nearly it, and any other: what each version reads it as. A name that a version cannot
    // tell is not known there.
    private void NameAsSaid(DecisionTable oldTable, DecisionTable newTable)
    {
        var seen = new HashSet<(int Old, int New)>();
        string[] names = [.. Old!.Said.Concat(New!.Said).Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] changed = [.. Old.Said.Except(New.Said, StringComparer.OrdinalIgnoreCase)
            .Concat(New.Said.Except(Old.Said, StringComparer.OrdinalIgnoreCase))];
        IEnumerable<string> nearly = changed.Select(static name => name + name[name.Length - 1]);
        foreach (string said in names.Concat(nearly).Append("something else altogether"))
        {
            FactValue old = Old.Read(said) is { } was ? FactValue.Exactly(was) : FactValue.Unknown;
            FactValue @new = New.Read(said) is { } now ? FactValue.Exactly(now) : FactValue.Unknown;
            int oldPlace = old.IsUnknown ? SetPlace(_oldSets, All(OldCells)) : CellOf(oldTable, OldIndex, old.Low);
            int newPlace = @new.IsUnknown ? SetPlace(_newSets, All(NewCells)) : CellOf(newTable, NewIndex, @new.Low);
            if ((old.IsUnknown && @new.IsUnknown) || !seen.Add((oldPlace, newPlace)))
            {
                continue;
            }

            long shown = @new.IsUnknown ? old.Low : @new.Low;
            (old.IsUnknown || @new.IsUnknown ? _partial : _known).Add(new(oldPlace, newPlace, old, @new, shown, shown, said));
        }
    }

    private static long? CodeOf(Fact? fact, string name) => fact is null ? 0
        : fact.Names.IndexOf(name) is >= 0 and var code ? code
        : fact.Other is { } other ? fact.Names.IndexOf(other) : null;

    // Each reason why a fact of one record may be read otherwise, and how much less or more may be known of it then.
    private IEnumerable<(string Reason, Knowledge Knowledge)> ReadApart(Links links)
    {
        if (Old is null || New is null)
        {
            yield break;
        }

        if (Old.ReadWith != New.ReadWith)
        {
            yield return ($"{Either.Name}: read with {Old.ReadWith}, now with {New.ReadWith}", Knowledge.Any);
        }

        foreach (string path in Old.Parameters.Concat(New.Parameters).SelectMany(links.Changed).Distinct())
        {
            yield return ($"{Either.Name}: {path} differs", Knowledge.Any);
        }

        foreach (string source in Either.TakenFrom)
        {
            LinkedPairs? pairs = links.To(source);
            Knowledge knowledge = pairs?.Knowledge ?? Knowledge.Any;
            if (knowledge != Knowledge.Same)
            {
                yield return ($"{Either.Name}: {source} differs",
                    Either.Doubts.Contains(source) ? pairs?.Doubt ?? Knowledge.Any
                    : Either.OpenWith.Contains(source) ? knowledge
                    : Knowledge.Any);
            }
        }

        if ((Either.LinkedTable ?? Either.IsOutcome?.Table) is { } upstream
            && links.To(upstream)?.Beyond is not Knowledge.Same and var beyond)
        {
            yield return ($"{Either.Name}: {upstream} may differ", beyond ?? Knowledge.Any);
        }
    }

    // What both versions make of one date.
    private void Reach(DecisionTable oldTable, DecisionTable newTable)
    {
        foreach ((int old, int @new) in CalendarReach.Of(Old, New))
        {
            Know(oldTable, newTable, old, @new);
        }
    }

    // Outcomes that neither version tells from each other are one value: a table that asks for one of eight outcomes has three cells.
    private void Link(DecisionTable oldTable, DecisionTable newTable, LinkedPairs linked)
    {
        _isLinkedApart = linked.Knowledge != Knowledge.Same;
        IEnumerable<(int Old, int New)> pairs = linked.Known;
        if (Either.Unjudged is { } unjudged
            && (linked.Old.Outcomes.IndexOf(unjudged), linked.New.Outcomes.IndexOf(unjudged)) is ( >= 0, >= 0) without)
        {
            pairs = pairs.Append(without).Distinct();
        }

        foreach ((int old, int @new) in pairs.OrderBy(pair => New is null ? pair.Old : pair.New))
        {
            long? oldCode = CodeOf(Old, linked.Old.Outcomes[old]);
            long? newCode = CodeOf(New, linked.New.Outcomes[@new]);
            if (oldCode is not { } oldKnown || newCode is not { } newKnown)
            {
                Problem = $"The fact '{Id}' does not know an outcome of the table it comes from.";
                return;
            }

            int oldCell = OldIndex < 0 ? 0 : CellOf(oldTable, OldIndex, oldKnown);
            int newCell = NewIndex < 0 ? 0 : CellOf(newTable, NewIndex, newKnown);
            long shown = New is null ? oldKnown : newKnown;
            int alike = _known.FindIndex(
                known => known.Old == oldCell && known.New == newCell && shown >= known.Low && shown <= known.High + 1);
            if (alike < 0)
            {
                _known.Add(new(oldCell, newCell, FactValue.Exactly(oldKnown), FactValue.Exactly(newKnown), shown, shown));
            }
            else
            {
                _known[alike] = _known[alike] with { High = shown };
            }
        }

        KnowInPart(oldTable, newTable, linked.Partial);
    }

    // Whether a decision comes to one outcome; a record that states it says the same in both versions.
    private void Answer(DecisionTable oldTable, DecisionTable newTable, LinkedPairs linked, string outcome)
    {
        _isLinkedApart = linked.Knowledge != Knowledge.Same;
        (int before, int after) = (linked.Old.Outcomes.IndexOf(outcome), linked.New.Outcomes.IndexOf(outcome));
        if (before < 0 || after < 0)
        {
            Problem = $"The fact '{Id}' asks for an outcome that its table does not have.";
            return;
        }

        foreach ((int old, int @new) in linked.Known.Select(pair => (pair.Old == before ? 1 : 0, pair.New == after ? 1 : 0))
            .Concat([(0, 0), (1, 1)]).Distinct().OrderBy(static pair => pair))
        {
            Know(oldTable, newTable, old, @new);
        }

        KnowInPart(oldTable, newTable, linked.Partial.Select(pair => (Of(pair.Old, before), Of(pair.New, after))));

        static ulong Of(ulong outcomes, int yes) =>
            ((outcomes & (1UL << yes)) != 0 ? 2UL : 0) | ((outcomes & ~(1UL << yes)) != 0 ? 1UL : 0);
    }

    private void Know(DecisionTable oldTable, DecisionTable newTable, int old, int @new) => _known.Add(new(
        OldIndex < 0 ? 0 : CellOf(oldTable, OldIndex, old), NewIndex < 0 ? 0 : CellOf(newTable, NewIndex, @new),
        FactValue.Exactly(old), FactValue.Exactly(@new), New is null ? old : @new, New is null ? old : @new));

    // Sets of values of which one at least is more than one.
    private void KnowInPart(DecisionTable oldTable, DecisionTable newTable, IEnumerable<(ulong Old, ulong New)> sets)
    {
        var seen = new HashSet<(int Old, int New)>();
        foreach ((ulong old, ulong @new) in sets.Where(static pair => !Masks.IsOne(pair.Old) || !Masks.IsOne(pair.New)))
        {
            int oldSet = SetPlace(_oldSets, CellsOf(oldTable, OldIndex, old));
            int newSet = SetPlace(_newSets, CellsOf(newTable, NewIndex, @new));
            if (seen.Add((oldSet, newSet)))
            {
                _partial.Add(new(oldSet, newSet, ValueOf(old), ValueOf(@new), Bits.Lowest(@new), Masks.Highest(@new)));
            }
        }
    }

    private static FactValue ValueOf(ulong set) => FactValue.Between(Bits.Lowest(set), Masks.Highest(set));

    private static ulong CellsOf(DecisionTable table, int fact, ulong outcomes)
    {
        ulong cells = 0;
        for (ulong left = outcomes; fact >= 0 && left != 0; left &= left - 1)
        {
            cells |= 1UL << CellOf(table, fact, Bits.Lowest(left));
        }

        return fact < 0 ? 1 : cells;
    }
}
