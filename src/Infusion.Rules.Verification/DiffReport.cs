using System.Collections.Immutable;
using System.Numerics;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Proof;

namespace Infusion.Rules.Verification;

/// <summary>Everything that differs between two policy versions, proved over every cell of every table.</summary>
public sealed class DiffReport
{
    /// <summary>The format of the document; 1.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The old version, as text.</summary>
    public required string Old { get; init; }

    /// <summary>The new version, as text.</summary>
    public required string New { get; init; }

    /// <summary>Every table of either version, in the order of the new one.</summary>
    public required ImmutableArray<TableDiff> Tables { get => field.OrEmpty(); init; }

    /// <summary>Every decision about a record, in the order of the patient's way; empty where only tables were compared.</summary>
    public ImmutableArray<DecisionDiff> Decisions { get => field.OrEmpty(); init; }

    /// <summary>How many records were reviewed under both versions.</summary>
    public int RecordsTried { get; init; }

    /// <summary>Every value of the policy that differs, where the documents' leaves were compared.</summary>
    public ImmutableArray<ParameterChange> Parameters { get => field.OrEmpty(); init; }

    /// <summary>Every value that differs with what it was and what it is, without those that only identify the document.</summary>
    internal ImmutableArray<string> ChangedValues =>
    [
        .. Parameters.Where(static one => one.Basis is not (ParameterBasis.Identity or ParameterBasis.ToConfirm))
            .Select(static one => one.Line),
    ];

    /// <summary>How many combinations of values the answer covers, unknown included.</summary>
    public BigInteger CellsCovered => Tables.Aggregate(BigInteger.Zero, (sum, table) => sum + table.CellsCovered);

    /// <summary>How many cells were evaluated.</summary>
    public long CellsEvaluated => Tables.Sum(table => table.CellsEvaluated);

    /// <summary>Whether nothing differs on any axis.</summary>
    public bool IsEquivalent => Changes.IsEmpty;

    /// <summary>Whether some table needed more cells than the budget allows.</summary>
    public bool IsUndecided => Tables.Any(table => table.Axes.Any(axis => axis.Class == ChangeClass.Undecided));

    /// <summary>Whether some difference has no direction, or some parameter no declared meaning.</summary>
    public bool FailsClosed => Changes.Any(change => change.Class == ChangeClass.Incomparable);

    /// <summary>Every axis of every decision that differs, tables first.</summary>
    public ImmutableArray<ComputedChange> Changes =>
    [
        .. Decisions.IsEmpty
            ? Tables.SelectMany(static table => Differing(table.Id, table.Axes))
            : Decisions.SelectMany(static decision => Differing(decision.Id, decision.Axes)),
        .. Parameters.Where(parameter => parameter.Class != ChangeClass.Equivalent)
            .Select(parameter => new ComputedChange(parameter.Path, parameter.Axis ?? ChangeAxis.Caution, parameter.Class)),
    ];

    /// <summary>The direction of one table on one axis.</summary>
    /// <param name="table">The table's id.</param>
    /// <param name="axis">The axis.</param>
    /// <returns>The direction.</returns>
    /// <exception cref="ArgumentException">Neither version has the table.</exception>
    public ChangeClass On(string table, ChangeAxis axis) => Table(table).On(axis);

    /// <summary>How one table changed.</summary>
    /// <param name="id">The table's id.</param>
    /// <returns>The table's part of the report.</returns>
    /// <exception cref="ArgumentException">Neither version has the table.</exception>
    public TableDiff Table(string id) => Tables.FirstOrDefault(table => table.Id == id)
        ?? throw new ArgumentException($"Neither version has a table '{id}'.", nameof(id));

    /// <summary>The changed value at which a change is best read: of its own section, and one that decides before one that is only said
    /// of it.</summary>
    /// <param name="change">One of <see cref="Changes"/>.</param>
    /// <returns>The value; <c>null</c> when none differs.</returns>
    public ParameterChange? ValueOf(ComputedChange change)
    {
        string section = ValuePaths.SectionOf(change.Decision) + ".";
        return Parameters.Where(static one => one.Basis != ParameterBasis.Identity)
            .OrderByDescending(one => one.Path == change.Decision)
            .ThenByDescending(one => one.Path.StartsWith(section, StringComparison.Ordinal))
            .ThenByDescending(static one => one.Decides)
            .FirstOrDefault();
    }

    private static IEnumerable<ComputedChange> Differing(string id, ImmutableArray<AxisDiff> axes) =>
        axes.Where(static axis => axis.Class != ChangeClass.Equivalent).Select(axis => new ComputedChange(id, axis.Axis, axis.Class));

    internal DiffReport WithDecisions(ImmutableArray<DecisionDiff> decisions, int recordsTried) => new()
    {
        Old = Old,
        New = New,
        Tables = Tables,
        Decisions = decisions,
        RecordsTried = recordsTried,
        Parameters = Parameters,
    };

    /// <summary>Writes the versions and how many axes differ.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsEquivalent
        ? $"{New} decides as {Old} does"
        : FormattableString.Invariant($"{New} differs from {Old} on {Changes.Length} axes");
}
