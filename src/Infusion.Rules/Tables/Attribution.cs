using System.Collections.Immutable;

namespace Infusion.Rules.Tables;

/// <summary>What the sources of a policy say of its rules: which of them a rule cites, and whether the clinic publishes it.</summary>
/// <remarks>A rule is the clinic's own unless a source of the policy states it: nobody publishes what another clinic's page says.</remarks>
internal sealed class Attribution
{
    /// <summary>The citation of what a clinic has set and no source of its states.</summary>
    public const string OwnPolicy = "clinic-policy";

    private readonly Func<string, ImmutableArray<string>>? _statementsOf;
    private readonly ImmutableHashSet<string> _own;

    private Attribution(Func<string, ImmutableArray<string>>? statementsOf, IEnumerable<string> own) =>
        (_statementsOf, _own) = (statementsOf, [.. own]);

    /// <summary>Rules whose statements stand in a register, beside what is written with them.</summary>
    /// <param name="statementsOf">The statements that a rule encodes.</param>
    public static Attribution ToRegister(Func<string, ImmutableArray<string>> statementsOf) => new(statementsOf, []);

    /// <summary>Rules of a policy with a list of its own sources.</summary>
    /// <param name="own">The ids of those sources.</param>
    public static Attribution ToOwn(IEnumerable<string> own) => new(null, own);

    /// <summary>What a rule cites.</summary>
    /// <param name="rule">The rule's id.</param>
    /// <param name="written">The citations written with it, or with the parameter it is made of.</param>
    /// <param name="provenance">Where it is written to come from.</param>
    public ImmutableArray<string> CitationsOf(string rule, ImmutableArray<string> written, Provenance provenance)
    {
        ImmutableArray<string> cited = _statementsOf is { } statements
            ? [.. written.Concat(statements(rule)).Distinct()]
            : [.. written.Where(id => id == OwnPolicy || _own.Contains(id))];
        return cited.IsEmpty && ProvenanceOf(written, provenance) == Provenance.ClinicPolicy ? [OwnPolicy] : cited;
    }

    /// <summary>Where a rule comes from: what no source of the policy states is not published by it.</summary>
    /// <param name="written">The citations written with it, or with the parameter it is made of.</param>
    /// <param name="provenance">Where it is written to come from.</param>
    public Provenance ProvenanceOf(ImmutableArray<string> written, Provenance provenance) =>
        _statementsOf is null && provenance == Provenance.Published && !written.Any(_own.Contains) ? Provenance.ClinicPolicy : provenance;
}
