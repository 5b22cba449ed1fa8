using System.Collections.Immutable;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;
using Infusion.Rules.Verification.Records;

namespace Infusion.Rules.Verification;

/// <summary>Compares two versions of a clinic's rules, cell by cell, and says what differs, for whom, and in which direction.</summary>
/// <remarks>Exact: facts that share no rule and no constraint are enumerated
/// apart and joined over all pairs of outcomes they reach. A table
/// that would cost more cells than the budget is undecided; nothing is sampled. Pure and thread-safe.</remarks>
public static class PolicyDiff
{
    /// <summary>Compares two versions of the rules, and what their policies say beside the tables value by value.</summary>
    /// <param name="old">The old version.</param>
    /// <param name="new">The new version.</param>
    /// <param name="options">How far to go; <c>null</c> for the defaults.</param>
    /// <returns>The report.</returns>
    /// <example><code>
    /// DiffReport diff = PolicyDiff.Compare(InfusionRules.Published, new InfusionRules(ours));
    /// </code></example>
    public static DiffReport Compare(InfusionRules old, InfusionRules @new, DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        options ??= new();
        ImmutableArray<ParameterChange> parameters =
            options.Parameters.Compare(VerificationJson.LeavesOf(old.Policy.ToJson()), VerificationJson.LeavesOf(@new.Policy.ToJson()));
        DiffReport report = Compare(old.Policy.ToString(), old.Tables, @new.Policy.ToString(), @new.Tables, parameters, options);
        return options.MostRecords == 0 ? report
            : report.WithDecisions(DecisionProof.Run(old, @new, report, options, out int tried), tried);
    }

    /// <summary>Compares two policies.</summary>
    /// <param name="old">The old policy.</param>
    /// <param name="new">The new policy.</param>
    /// <param name="options">How far to go; <c>null</c> for the defaults.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">A policy's sections do not fit together.</exception>
    public static DiffReport Compare(ClinicPolicy old, ClinicPolicy @new, DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        return Compare(new InfusionRules(old), new InfusionRules(@new), options);
    }

    /// <summary>Compares two books over every date on which both or one of them has a version.</summary>
    /// <param name="old">The versions of the old book.</param>
    /// <param name="new">The versions of the new book.</param>
    /// <param name="options">How far to go; <c>null</c> for the defaults.</param>
    /// <returns>One period for each pair of versions that hold together, in the order
    /// of time; on dates where one book has none, the period says so.</returns>
    public static ImmutableArray<DiffPeriod> Compare(PolicyBook old, PolicyBook @new, DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        return
        [
            .. PolicyPeriod.Between(old, @new).Select(period =>
                period.With(period is { Before: { } before, After: { } after } ? Compare(before, after, options) : null)),
        ];
    }

    /// <summary>Compares two lists of tables.</summary>
    /// <param name="old">The old tables; each id once.</param>
    /// <param name="new">The new tables; each id once.</param>
    /// <param name="options">How far to go; <c>null</c> for the defaults.</param>
    /// <returns>The report.</returns>
    public static DiffReport Compare(IEnumerable<DecisionTable> old, IEnumerable<DecisionTable> @new, DiffOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(@new);
        options ??= new();
        return Compare("old", [.. old], "new", [.. @new], [], options);
    }

    private static DiffReport Compare(
        string oldName,
        ImmutableArray<DecisionTable> old,
        string newName,
        ImmutableArray<DecisionTable> @new,
        ImmutableArray<ParameterChange> parameters,
        DiffOptions options)
    {
        var done = new Dictionary<string, (TableDiff Diff, LinkedPairs? Pairs)>(StringComparer.Ordinal);
        var begun = new HashSet<string>(StringComparer.Ordinal);
        string[] paths = [.. parameters.Select(static parameter => parameter.Path)];
        LinkedPairs? PairsOf(string id)
        {
            if (old.All(table => table.Id != id) && @new.All(table => table.Id != id))
            {
                return LinkedPairs.Nothing;
            }

            // A table linked to itself, or to one that only one version has, is read as if it could come to anything.
            if (!done.ContainsKey(id) && begun.Add(id)
                && old.FirstOrDefault(table => table.Id == id) is { } before && @new.FirstOrDefault(table => table.Id == id) is { } after)
            {
                done.Add(id, Joined(before, after, new(PairsOf, paths), options));
            }

            return done.TryGetValue(id, out var result) ? result.Pairs : null;
        }

        var tables = ImmutableArray.CreateBuilder<TableDiff>();
        foreach (DecisionTable table in @new)
        {
            PairsOf(table.Id);
            tables.Add(done.TryGetValue(table.Id, out var result) ? result.Diff : TableComparer.OneSided(table, isNew: true));
        }

        foreach (DecisionTable table in old.Where(table => @new.All(other => other.Id != table.Id)))
        {
            tables.Add(TableComparer.OneSided(table, isNew: false));
        }

        ImmutableArray<TableDiff> diffs = Explained(tables.ToImmutable(), @new);
        return new()
        {
            Old = oldName,
            New = newName,
            Tables = diffs,
            Parameters = diffs.All(diff => diff.IsEquivalent && diff.Rules.IsEmpty) ? Unshown(parameters) : parameters,
        };
    }

    // Where a table joins a list two by two, what it comes to is what it has so far at the next item, until that is nothing new.
    private static (TableDiff Diff, LinkedPairs? Pairs) Joined(
        DecisionTable before, DecisionTable after, Links links, DiffOptions options)
    {
        (TableDiff Diff, LinkedPairs? Pairs) result = TableComparer.Compare(before, after, links, options);
        bool isJoined = after.Facts.Concat(before.Facts).Any(fact => fact.SoFarOf == after.Id);
        for (int count = 0; isJoined && result.Pairs is { } soFar && soFar.Count > count;)
        {
            count = soFar.Count;
            result = TableComparer.Compare(before, after, links.With(after.Id, soFar), options);
        }

        return result;
    }

    // A value that the tables should judge and that is in no rule of them fails closed.
    private static ImmutableArray<ParameterChange> Unshown(ImmutableArray<ParameterChange> parameters) =>
        [.. parameters.Select(parameter => parameter.Basis != ParameterBasis.Tables ? parameter : new()
        {
            Path = parameter.Path,
            Before = parameter.Before,
            After = parameter.After,
            Basis = ParameterBasis.Undeclared,
            Class = ChangeClass.Incomparable,
        })];

    // A change that came in through a linked fact is shown with the change it came from.
    private static ImmutableArray<TableDiff> Explained(ImmutableArray<TableDiff> diffs, ImmutableArray<DecisionTable> tables)
    {
        Dictionary<string, string> upstream = [];
        foreach (Fact fact in tables.SelectMany(table => table.Facts).Where(fact => fact.LinkedTable is not null))
        {
            upstream[fact.Id] = fact.LinkedTable!;
        }

        return [.. diffs.Select(diff => diff.Witnesses.All(witness => witness.Facts.All(fact => fact.Before == fact.After)) ? diff : new()
        {
            Id = diff.Id,
            Decides = diff.Decides,
            Axes = diff.Axes,
            Witnesses = [.. diff.Witnesses.Select(Because)],
            Triplets = diff.Triplets,
            Regions = diff.Regions,
            Rules = diff.Rules,
            Knowledge = diff.Knowledge,
            CellsCovered = diff.CellsCovered,
            CellsEvaluated = diff.CellsEvaluated,
        })];

        Witness Because(Witness witness) => new()
        {
            Table = witness.Table,
            Axis = witness.Axis,
            Class = witness.Class,
            Facts = witness.Facts,
            Before = witness.Before,
            After = witness.After,
            OutcomeBefore = witness.OutcomeBefore,
            OutcomeAfter = witness.OutcomeAfter,
            Says = witness.Says,
            Because =
            [
                .. witness.Facts.Where(fact => fact.Before != fact.After && upstream.ContainsKey(fact.Id)).SelectMany(fact =>
                    diffs.Where(diff => diff.Id == upstream[fact.Id]).SelectMany(diff => diff.Witnesses).Where(cause =>
                        cause.OutcomeBefore is { } before && cause.OutcomeAfter is { } after
                        && WordsOf(fact, before) == fact.Before && WordsOf(fact, after) == fact.After).Take(1)),
            ],
        };

        string? WordsOf(WitnessFact fact, string outcome) =>
            tables.FirstOrDefault(table => table.Id == upstream[fact.Id])?.WordsOf(outcome);
    }
}
