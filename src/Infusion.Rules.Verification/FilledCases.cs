using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Verification;

/// <summary>Cases for what no case reaches, with what the policy decides of them, and what no record was found for.</summary>
public sealed class FilledCases
{
    /// <summary>The cases: whole records that can be.</summary>
    public required ImmutableArray<RecordCase> Records { get => field.OrEmpty(); init; }

    /// <summary>What no record was found for, such as "fasting.solids applies".</summary>
    public required ImmutableArray<string> Unreached { get => field.OrEmpty(); init; }

    /// <summary>Writes how many there are.</summary>
    /// <returns>"12 records; 3 not reached".</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Clinic.Wording.Count(Records.Length, "record")}; {Unreached.Length} not reached");
}
