using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Reports;

/// <summary>What a clinic's page tells a patient before and after one visit, with the times of that appointment.</summary>
/// <remarks>Only what the policy states is said, as strongly as it states it; every sentence names its rule. What is not known is said
/// as such. It is for a visit to come: planned times are said as planned.</remarks>
public static class VisitSheet
{
    /// <summary>Makes the sheet of a visit.</summary>
    /// <param name="rules">The rules the record was judged by.</param>
    /// <param name="review">What they say.</param>
    /// <param name="visit">The id of the visit.</param>
    /// <returns>The sheet, with each sentence's rule among its reasons.</returns>
    /// <exception cref="ArgumentException">There is no sheet for the visit; <see cref="WhyNot"/> says why.</exception>
    public static Report Of(RulesBook rules, CourseReview review, string visit) => WhyNot(rules, review, visit) is { } problem
        ? throw new ArgumentException(problem, nameof(visit))
        : new SheetMaker(rules, review, review.Find(visit)!).Make();

    /// <summary>Says why there is no sheet for a visit.</summary>
    /// <param name="rules">The rules the record was judged by.</param>
    /// <param name="review">What they say.</param>
    /// <param name="visit">The id of the visit.</param>
    /// <returns>The reason as one or two sentences; <c>null</c> where there is a sheet.</returns>
    public static string? WhyNot(RulesBook rules, CourseReview review, string visit)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(review);
        ArgumentNullException.ThrowIfNull(visit);
        if (review.Find(visit) is not { } found)
        {
            return Unknown(review, visit);
        }

        var clock = new ClinicClock(rules.TimeZone);
        Visit planned = found.Visit;
        string now = $"the instant of the record, {clock.At(review.Record.AsOf)}";
        return planned.CancellationInForce is not null ? $"Visit '{visit}' is cancelled, and a sheet is for a visit to come."
            : planned.Start is not null ? $"The infusion of visit '{visit}' has begun by {now}, and a sheet is for a visit to come."
            : planned.Appointment is not { } at ? $"Visit '{visit}' has no appointment on record, so its times are not known."
            : at is { IsExact: false, IsRepeatedTime: false } ? $"The time of the appointment of visit '{visit}' is not exact on record."
            : at.Latest < review.Record.AsOf
                ? $"Visit '{visit}', {clock.At(at.Earliest)}, is past at {now}, and a sheet is for a visit to come."
            : !IsInForce(rules.Policies, clock.DateOf(at.Earliest))
                ? $"No version of the policy is in force on {ClinicClock.On(clock.DateOf(at.Earliest))}."
            : Contradicted(review, found) is { } contradiction ? $"The record contradicts itself about visit '{visit}': {contradiction}"
            : null;
    }

    /// <summary>The sheet without the rules that its sentences come from, as a patient reads it.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <returns>The same sentences, without reasons.</returns>
    public static Report WithoutSources(Report sheet)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        return sheet with
        {
            Sections =
            [
                .. sheet.Sections.Select(static section => section with
                {
                    Items = [.. section.Items.Select(static item => item with { Because = [] })],
                }),
            ],
        };
    }

    private static string Unknown(CourseReview review, string visit) =>
        review.Record.Visits.Any(one => one.Id == visit && one.Entry.Voided is not null)
            ? $"Visit '{visit}' was taken back on the record."
        : review.Visits.IsEmpty ? $"The record has no visit '{visit}'; it has no visits at this instant."
        : $"The record has no visit '{visit}'{(review.MeantVisit(visit) is { } meant ? $"; did you mean '{meant}'?" : ".")} "
            + $"Its visits: {string.Join(", ", review.Visits.Select(static one => one.Visit.Id))}.";

    private static bool IsInForce(PolicyBook policies, LocalDate date) =>
        policies.Versions.Any(version => date >= version.From && (version.To is not { } end || date < end));

    // A contradiction in the visit itself, or one by which what is said of the visit comes out in two ways.
    private static string? Contradicted(CourseReview review, VisitReview found)
    {
        int place = review.Record.Visits.ToList().FindIndex(one => one.Id == found.Visit.Id);
        bool IsOfVisit(string path) => path.StartsWith(FormattableString.Invariant($"$.visits[{place}]"), StringComparison.Ordinal);
        bool isInvalid = found.Timeline is null || found.FastingPlan.Status == DecisionStatus.Invalid
            || found.InboundRide?.Status == DecisionStatus.Invalid;
        Contradiction[] against = [.. review.Contradictions.Where(one => isInvalid || IsOfVisit(one.FirstPath)
            || IsOfVisit(one.SecondPath))];
        return against.Length > 0 ? string.Join(' ', against.Select(static one => one.Says).Distinct())
            : isInvalid ? "what it says of the times comes out in two ways."
            : null;
    }
}
