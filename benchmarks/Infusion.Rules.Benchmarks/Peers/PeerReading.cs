using Infusion.Rules.Benchmarks.Whole;
using NodaTime;

namespace Infusion.Rules.Benchmarks.Peers;

/// <summary>What the rules that apply come to: of each part, the first rule decides.</summary>
internal sealed class PeerReading
{
    private readonly int?[] _outcomes = new int?[(int)Part.Due + 1];
    private readonly object?[] _outputs = new object?[(int)Part.Due + 1];

    /// <summary>Adds the next rule that applies, with what it gives.</summary>
    public void Add(PeerRule rule, object? output)
    {
        _outcomes[(int)rule.Part] ??= rule.Outcome;
        _outputs[(int)rule.Part] ??= output;
    }

    public Answer Answer() => PeerRules.Answer(
        Of(Part.Eligibility), Of(Part.DocumentationFinding), Of(Part.VerdictFinding), Of(Part.Protocol), Of(Part.Fasting), Of(Part.Response), Of(Part.Fee),
        Of(Part.Maintenance), Of(Part.MaintenanceFinding), (int?)_outputs[(int)Part.Fee] ?? 0, (DateInterval?)_outputs[(int)Part.Due],
        (Instant)_outputs[(int)Part.Earliest]!);

    private int Of(Part part) => _outcomes[(int)part] ?? PeerRules.Otherwise(part);
}
