using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Verification.Tests;

/// <summary>The published policy with one thing changed.</summary>
internal static class Variants
{
    public static ClinicPolicy Published => ClinicPolicy.VirginiaInfusionTherapies;

    public static ClinicPolicy WithWindows(params (string Kind, int Hours)[] windows) =>
        WithLimits([.. windows.Select(one => (one.Kind, (IntakeLimit[])[new IntakeLimit.Window(Duration.FromHours(one.Hours))]))]);

    public static ClinicPolicy WithLimits(params (string Kind, IntakeLimit[] Limits)[] limits) => Published with
    {
        Fasting = Published.Fasting! with
        {
            Kinds =
            [
                .. Published.Fasting.Kinds.Select(kind => limits.FirstOrDefault(one => one.Kind == kind.Id) is { Kind: not null } changed
                    ? new IntakeKind(kind.Id, kind.Rule, kind.Name, [.. changed.Limits], kind.Provenance, kind.Citations, kind.AsaKind)
                    : kind),
            ],
        },
    };

    /// <summary>The published policy with a kind for wine, of which it says this for the time during and after an infusion, and with one
    /// that is only spoken of there.</summary>
    public static ClinicPolicy WithWine(IntakeAllowance? during, int? hoursAfterEnd) => Published with
    {
        Fasting = Published.Fasting! with
        {
            Kinds =
            [
                .. Published.Fasting.Kinds,
                new(
                    "wine", "fasting.wine", "Wines", [new IntakeLimit.Window(Duration.FromHours(24))],
                    Provenance.ClinicPolicy, ["clinic-policy"], duringInfusion: during,
                    afterEnd: hoursAfterEnd is { } hours ? Duration.FromHours(hours) : null),
                new(
                    "anything", "fasting.anything", "Food and drinks", [], Provenance.ClinicPolicy, ["clinic-policy"],
                    duringInfusion: IntakeAllowance.NotAllowed),
            ],
        },
    };

    public static DiffReport Diff(ClinicPolicy changed) => PolicyDiff.Compare(
        new InfusionRules(Published), new InfusionRules(changed), new() { MostRecords = 0 });
}
