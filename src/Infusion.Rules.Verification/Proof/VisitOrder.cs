using System.Collections.Immutable;
using Infusion.Rules.Clinic;
using Infusion.Rules.Protocols;
using Infusion.Rules.Visits;
using Infusion.Rules.Words;
using NodaTime;

namespace Infusion.Rules.Verification.Proof;

/// <summary>Finds times of a visit that contradict each other: an early release, driving before it, effects that begin after it.</summary>
internal static class VisitOrder
{
    private const string Release = "visit.release";

    public static IEnumerable<CheckFinding> Of(VisitPolicy visits, ImmutableArray<InfusionProtocol> protocols) =>
        Variants(visits).Concat(Protocols(visits, protocols)).Concat(Times(visits, protocols)).Concat(Driving(visits));

    // Who is short of company, or had the longer infusion, is not released before others.
    private static IEnumerable<CheckFinding> Variants(VisitPolicy visits)
    {
        for (int place = 0; place < visits.RecoveryVariants.Length; place++)
        {
            RecoveryVariant variant = visits.RecoveryVariants[place];
            bool isForLess = (variant.InfusionAtLeast is null && variant.InfusionBelow is not null)
                || (variant.InfusionAtLeast is null && variant.Accompanied == true);
            string path = FormattableString.Invariant($"visits.recoveryVariants[{place}]");
            foreach (CheckFinding finding in isForLess ? [] : Below(
                path, $"the recovery \"{variant}\"", variant.Minimum, variant.Planned, "minimum", "planned", "the default",
                visits.RecoveryMinimum, visits.RecoveryPlanned))
            {
                yield return finding;
            }

            if (visits.RecoveryVariants.Where((other, at) => at != place && Covers(other, variant)
                && !(other.Minimum < variant.Minimum) && !(other.Planned < variant.Planned)
                && (other.Minimum is not null || variant.Minimum is null) && (other.Planned is not null || variant.Planned is null)
                && (at < place || !Covers(variant, other) || other.Minimum > variant.Minimum || other.Planned > variant.Planned))
                .FirstOrDefault() is { } longer)
            {
                yield return CheckFinding.Of(
                    CheckCode.IdleLimit, Release, path,
                    $"The recovery \"{variant}\" holds nobody: \"{longer}\" is for the same patients and as long or longer",
                    ("the recovery that holds", $"{longer}"));
            }
        }
    }

    private static bool Covers(RecoveryVariant one, RecoveryVariant other) =>
        (one.InfusionAtLeast is not { } from || other.InfusionAtLeast >= from)
        && (one.InfusionBelow is not { } below || other.InfusionBelow <= below)
        && (one.Accompanied is null || one.Accompanied == other.Accompanied);

    // The protocol with the longer infusion is compared with every one whose infusion is no longer.
    private static IEnumerable<CheckFinding> Protocols(VisitPolicy visits, ImmutableArray<InfusionProtocol> protocols) =>
        from longer in protocols
        where longer.MinimumRecovery is not null || longer.PlannedRecovery is not null
        let other = protocols.FirstOrDefault(one => one.Id != longer.Id && one.PlannedDuration <= longer.PlannedDuration
            && (longer.MinimumRecovery < (one.MinimumRecovery ?? visits.RecoveryMinimum)
                || longer.PlannedRecovery < (one.PlannedRecovery ?? visits.RecoveryPlanned)))
        where other is not null
        from finding in Below(
            $"protocols.protocols[{longer.Id}]", $"the recovery of the protocol {longer}", longer.MinimumRecovery, longer.PlannedRecovery,
            "minimumRecovery", "plannedRecovery", $"that of the protocol {other}, whose infusion is no longer",
            other.MinimumRecovery ?? visits.RecoveryMinimum, other.PlannedRecovery ?? visits.RecoveryPlanned)
        select finding;

    private static IEnumerable<CheckFinding> Below(
        string path, string what, Duration? minimum, Duration? planned, string minimumName, string plannedName, string thanWhat,
        Duration? otherMinimum, Duration? otherPlanned)
    {
        (string Name, Duration? Time, Duration? Other)? shorter = minimum < otherMinimum ? (minimumName, minimum, otherMinimum)
            : planned < otherPlanned ? (plannedName, planned, otherPlanned)
            : null;
        if (shorter is { } one)
        {
            yield return CheckFinding.Of(
                CheckCode.EarlierRelease, Release, $"{path}.{one.Name}",
                $"{NameWords.Capital(what)} is shorter than {thanWhat}: {Text(one.Time)}, and not {Text(one.Other)}",
                ("time since the infusion's end", Text(one.Time)), ("the recovery that is not over", Text(one.Other)));
        }
    }

    private static IEnumerable<CheckFinding> Times(VisitPolicy visits, ImmutableArray<InfusionProtocol> protocols)
    {
        Duration?[] recoveries =
        [
            visits.RecoveryMinimum, .. visits.RecoveryVariants.Select(static one => one.Minimum),
            .. protocols.Select(static one => one.MinimumRecovery),
        ];
        Duration? longest = recoveries.Max();
        if (visits.Driving is DrivingLimit.Elapsed { After: var driving } && driving < longest)
        {
            yield return Reversed(
                "visits.driving.after", "visit.driving",
                $"Driving is allowed {Text(driving)} after the infusion's end, and the release only {Text(longest)} after it", driving,
                ("the earliest release", Text(longest)));
        }
        else if (visits.Driving is DrivingLimit.Elapsed { After: var after } && after < visits.ResidualEffects)
        {
            yield return Reversed(
                "visits.driving.after", "visit.driving",
                $"Driving is allowed {Text(after)} after the infusion's end, while residual effects are possible for "
                + Text(visits.ResidualEffects), after, ("the end of residual effects", Text(visits.ResidualEffects)));
        }

        if (visits.ResidualEffects is { } effects && effects <= recoveries.Min() && effects > Duration.Zero)
        {
            yield return CheckFinding.Of(
                CheckCode.IdleLimit, "visit.residual-effects", "visits.residualEffects",
                $"The residual effects concern nobody who has left: they end {Text(effects)} after the infusion, and nobody leaves before "
                + Text(recoveries.Min()),
                ("time since the infusion's end", Text(recoveries.Min())), ("residual effects", $"for {Text(effects)}"));
        }

        Duration? shortest = protocols.Min(one => one.PlannedDuration + (one.MinimumRecovery ?? visits.RecoveryMinimum));
        if (shortest < visits.UsualOnset)
        {
            yield return Reversed(
                "visits.usualOnset", "visit.side-effects",
                $"Side effects usually begin within {Text(visits.UsualOnset)} of the infusion's start, and patients may leave "
                + $"{Text(shortest)} after it", visits.UsualOnset, ("the earliest release", Text(shortest)));
        }

        Duration? visit = protocols.Max(one => one.PlannedDuration + (one.PlannedRecovery ?? visits.RecoveryPlanned));
        if (visit < visits.VitalSignInterval)
        {
            yield return CheckFinding.Of(
                CheckCode.IdleLimit, "visit.vital-signs", "visits.vitalSignInterval",
                $"Vital signs are taken every {Text(visits.VitalSignInterval)}, and no visit is longer than {Text(visit)}",
                ("the longest visit", Text(visit)));
        }
    }

    // The night between the infusion and the next day is from its last moment to its first.
    private static IEnumerable<CheckFinding> Driving(VisitPolicy visits)
    {
        if (visits.Driving is not DrivingLimit.NextDay { From: { } from, Minimum: { } minimum })
        {
            yield break;
        }

        Duration clock = Duration.FromNanoseconds(from.NanosecondOfDay);
        if (minimum <= clock || minimum >= clock + Duration.FromDays(1))
        {
            bool isMinimum = minimum <= clock;
            yield return CheckFinding.Of(
                CheckCode.IdleLimit, "visit.driving", isMinimum ? "visits.driving.nextDay.minimum" : "visits.driving.nextDay.from",
                isMinimum
                    ? $"The {Text(minimum)} before driving hold nobody: {from:HH:mm} on the next day is always as late"
                    : $"The {from:HH:mm} on the next day before driving holds nobody: {Text(minimum)} are always over later",
                ("the infusion's end", isMinimum ? "23:59" : "00:00"), ("driving", $"from {from:HH:mm} on the next day"));
        }
    }

    private static CheckFinding Reversed(string path, string table, string says, Duration? time, (string Name, string Value) other) =>
        CheckFinding.Of(CheckCode.ReversedTimes, table, path, says, ("time", Text(time)), other);

    private static string Text(Duration? time) => time is { } known ? Wording.Of(known) : "no time";
}
