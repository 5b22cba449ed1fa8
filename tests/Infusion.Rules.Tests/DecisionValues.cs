using Infusion.Rules.Decisions;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Tests;

/// <summary>The values a decision carries, read back from its document.</summary>
internal static class DecisionValues
{
    public static string? Value(this DecisionDocument document, string id) =>
        document.Values.SingleOrDefault(value => value.Id == id)?.Value;

    public static Instant? ValueAt(this DecisionDocument document, string id) =>
        document.Value(id) is { } text ? InstantPattern.ExtendedIso.Parse(text).Value : null;

    public static Duration? Elapsed(this DecisionDocument document, string id) =>
        document.Value(id) is { } text
            ? (
                PeriodPattern.NormalizingIso.Parse(text) is { Success: true } iso
                ? iso
                : PeriodPattern.Roundtrip.Parse(text)).Value.ToDuration()
            : null;
}
