using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification.Records;
using Infusion.Rules.Words;
using NodaTime;
using NodaTime.Text;

namespace Infusion.Rules.Verification.Proof;

/// <summary>A whole record.</summary>
/// <param name="file">The file.</param>
/// <param name="name">What the case shows.</param>
/// <param name="one">The case.</param>
internal sealed class StatedRecord(string file, string name, RecordCase one) : StatedCase(file, name)
{
    private const string None = "none";

    public override string About => one.Record.Id;

    public override IEnumerable<string> Failures(InfusionRules rules)
    {
        if (one.Expected.IsEmpty)
        {
            yield return "It expects nothing; write down an outcome under expected.";
            yield break;
        }

        CourseReview? review = null;
        string? refused = null;
        try
        {
            review = rules.Review(one.Record);
        }
        catch (ArgumentException error)
        {
            refused = $"The record cannot be judged: {error.Message}";
        }

        if (refused is not null)
        {
            yield return refused;
            yield break;
        }

        var judged = new Judged(review!);
        foreach (DecisionExpectation expected in one.Expected)
        {
            foreach (DecisionExpectation each in expected.Subjects.Length < 2
                ? [expected]
                : expected.Subjects.Select(subject => expected with { Subjects = [subject] }))
            {
                foreach (string failure in Failures(each, judged, rules))
                {
                    yield return $"{each}: {failure}";
                }
            }
        }
    }

    public override IEnumerable<CoveredRow> Rows(InfusionRules rules)
    {
        CourseReview? review = CaseSearch.ReviewOf(rules, one.Record);
        foreach (IGrouping<Instant?, DecisionExpectation> then in one.Expected.Where(static expected => !expected.IsAbsent)
            .GroupBy(static expected => expected.At))
        {
            HashSet<string> spoken = [.. then.SelectMany(expected => TablesOf(expected.Decision, rules))];
            foreach (TracedRow row in ((then.Key is { } at ? review?.At(at) : review)?.Rows() ?? [])
                .Where(row => spoken.Contains(row.Table.Id)))
            {
                yield return new(row.Table.Id, [.. CaseSearch.InOrder(row, rules)]);
            }
        }
    }

    /// <summary>The tables that a decision is made of, and those whose outcomes they read.</summary>
    public static HashSet<string> TablesOf(string decision, InfusionRules rules)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<string>(InfusionRules.TablesOf(decision).Concat(InfusionRules.ValuesFrom(decision)));
        while (next.Count > 0)
        {
            if (rules.Tables.FirstOrDefault(table => table.Id == next.Peek()) is { } table && found.Add(table.Id))
            {
                foreach (string linked in table.Facts.Select(static fact => fact.LinkedTable).OfType<string>())
                {
                    next.Enqueue(linked);
                }
            }

            next.Dequeue();
        }

        return found;
    }

    private static IEnumerable<string> Failures(DecisionExpectation expected, Judged judged, InfusionRules rules)
    {
        if (expected.IsEmpty)
        {
            return ["it expects nothing; write down an outcome, a value, or that it is absent."];
        }

        ImmutableArray<(DecisionDocument Document, ImmutableArray<string> Path)> all = judged.Documents(expected.Visit, expected.At);
        DecisionDocument[] about =
        [
            .. all.Where(found => found.Document.Decision == expected.Decision
                    && (expected.Subjects.IsEmpty || found.Document.Subject == expected.Subjects[0])
                    && (expected.Of is null || found.Path.Contains(expected.Of)))
                .Select(static found => found.Document).Distinct(),
        ];
        return expected.IsAbsent
            ? about.Select(static found => $"expected no such decision, and there is one: {found.Summary}")
            : about.Length == 0 ? [Nothing(expected, all)]
            : about.SelectMany(found => Failures(expected, found, rules));
    }

    private static string Nothing(DecisionExpectation expected, IEnumerable<(DecisionDocument Document, ImmutableArray<string> Path)> all)
    {
        string[] subjects =
        [
            .. all.Where(found => found.Document.Decision == expected.Decision).Select(static found => found.Document.Subject)
                .OfType<string>().Distinct(StringComparer.Ordinal),
        ];
        return subjects.Length > 0 ? $"there is none; this decision is about {string.Join("; ", subjects)}."
            : "there is no such decision about this record at that time.";
    }

    private static IEnumerable<string> Failures(DecisionExpectation expected, DecisionDocument found, InfusionRules rules)
    {
        string Said(string outcome) => ReportText.OutcomeOf(rules, expected.Decision, outcome);
        string Words(ImmutableArray<string> outcome) => string.Join("; ", outcome.Select(Said));
        string Found() => found.Status == DecisionStatus.Invalid ? "invalid"
            : found.Possible.IsEmpty ? "nothing"
            : found.Status == DecisionStatus.NeedsInformation ? $"not known yet: {string.Join(", or ", found.Possible.Select(Said))}"
            : Words(found.Possible);

        DecisionStatus status = expected.IsInvalid ? DecisionStatus.Invalid
            : expected.IsOpen ? DecisionStatus.NeedsInformation : DecisionStatus.Determined;
        bool isSettled = found.Status == DecisionStatus.Determined;
        if ((expected.IsOpen || expected.IsInvalid || expected.Outcome is not null) && found.Status != status)
        {
            string wanted = expected.IsInvalid ? "to be invalid" : expected.IsOpen ? "to be open" : Words(expected.Outcome!.Value);
            yield return $"expected {wanted}, and it is {Found()}{Because(found)}";
        }
        else if (expected.Outcome is { } outcome && !Meets(outcome, found, expected.IsOpen))
        {
            yield return $"expected {Words(outcome)}, and it is {Found()}{Because(found)}";
        }

        foreach (string there in expected.With.Where(there => !isSettled || !found.Possible.Contains(there)))
        {
            yield return $"expected {Said(there)} among others, and it is {Found()}{Because(found)}";
        }

        foreach (string absent in expected.Without.Where(found.Possible.Contains))
        {
            yield return $"expected not to be {Said(absent)}, and it is {Found()}{Because(found)}";
        }

        string[] deciding = [.. found.Rules.Select(static rule => rule.Id).OrderBy(static id => id, StringComparer.Ordinal)];
        if (!expected.Rules.IsEmpty && !deciding.SequenceEqual(expected.Rules.OrderBy(static id => id, StringComparer.Ordinal)))
        {
            yield return $"expected to be decided by {ReportText.RulesOf(rules, expected.Rules)}, and it is decided by "
                + $"{ReportText.RulesOf(rules, deciding)}.";
        }

        string[] asked = [.. found.Questions.Select(static question => question.Fact)];
        if (!expected.Questions.IsEmpty && !asked.SequenceEqual(expected.Questions))
        {
            yield return $"expected to ask {ReportText.QuestionsOf(rules, expected.Questions)}, and it asks "
                + $"{ReportText.QuestionsOf(rules, asked)}.";
        }

        foreach (KeyValuePair<string, FactValue> fact in expected.Facts)
        {
            FactDocument? observed = found.Facts.FirstOrDefault(one => one.Id == fact.Key);
            if (observed is null || observed.Low != fact.Value.Low || observed.High != fact.Value.High)
            {
                Fact known = rules.Tables.SelectMany(static table => table.Facts).First(one => one.Id == fact.Key);
                yield return $"{NameWords.Capital(known.Name)} [{fact.Key}]: expected {known.Format(fact.Value.Low)}"
                    + (fact.Value.IsExact ? "" : $" to {known.Format(fact.Value.High)}")
                    + $", and it is {observed?.Observed ?? "none that this decision rests on"}.";
            }
        }

        foreach (KeyValuePair<string, ImmutableArray<string>> value in expected.Values)
        {
            string[] carried = [.. found.Values.Where(one => one.Id == value.Key).Select(static one => one.Value)];
            bool areSame = value.Value.Zip(carried, (text, other) => AreSame(text, other, rules.TimeZone)).All(static same => same);
            if (carried.Length != value.Value.Length || !areSame)
            {
                yield return $"{DecisionWords.LabelOf(value.Key)} [{value.Key}]: expected {Listed(value.Value)}, and it is "
                    + $"{Listed(carried.Select(text => Shown(text, rules.TimeZone)))}{Because(found)}";
            }
        }
    }

    private static bool Meets(ImmutableArray<string> outcome, DecisionDocument found, bool isOpen) => outcome is [var only]
        ? only == None && found.Possible.IsEmpty || (isOpen ? found.Outcome == only : found.Possible is [var certain] && certain == only)
        : outcome.OrderBy(static name => name, StringComparer.Ordinal)
            .SequenceEqual(found.Possible.OrderBy(static name => name, StringComparer.Ordinal));

    // The summary names the rules, unless it is too long for them.
    private static string Because(DecisionDocument found)
    {
        string[] unnamed =
            [.. found.Rules.Select(static rule => rule.Id).Where(id => found.Summary.IndexOf(id, StringComparison.Ordinal) < 0)];
        return $", because: {found.Summary}" + (unnamed.Length == 0 ? "" : $" [{string.Join(", ", unnamed)}]");
    }

    private static string Listed(IEnumerable<string> texts) =>
        string.Join(", ", texts) is { Length: > 0 } list ? list : "nothing";

    // A time may be written on the clinic's clock; every other value as it stands.
    private static bool AreSame(string expected, string found, DateTimeZone zone) => expected == found
        || (InstantPattern.ExtendedIso.Parse(found) is { Success: true, Value: var instant }
            && InstantsOf(expected, zone).Contains(instant));

    private static IEnumerable<Instant> InstantsOf(string text, DateTimeZone zone)
    {
        if (OffsetDateTimePattern.GeneralIso.Parse(text) is { Success: true, Value: var exact })
        {
            return [exact.ToInstant()];
        }

        string whole = text.Length == "2026-01-31T14:20".Length ? text + ":00" : text;
        return LocalDateTimePattern.GeneralIso.Parse(whole) is { Success: true, Value: var local }
            && zone.MapLocal(local) is { Count: > 0 } shown ? [shown.First().ToInstant(), shown.Last().ToInstant()] : [];
    }

    private static string Shown(string found, DateTimeZone zone) =>
        InstantPattern.ExtendedIso.Parse(found) is { Success: true, Value: var instant }
            ? OffsetDateTimePattern.GeneralIso.Format(instant.InZone(zone).ToOffsetDateTime())
            : found;

    // The documents of a record at the instants that are asked for, each made once.
    private sealed class Judged(CourseReview review)
    {
        private readonly Dictionary<Instant, CourseReview> _reviews = [];
        private readonly Dictionary<(string?, Instant?), ImmutableArray<(DecisionDocument, ImmutableArray<string>)>> _documents = [];

        public ImmutableArray<(DecisionDocument Document, ImmutableArray<string> Path)> Documents(string? visit, Instant? at)
        {
            if (!_documents.TryGetValue((visit, at), out var documents))
            {
                CourseReview then = At(at);
                ImmutableArray<DecisionDocument> top = visit is null
                    ? then.ToDocuments()
                    : then.Visits.FirstOrDefault(one => one.Visit.Id == visit)?.ToDocuments() ?? [];
                documents = [.. top.SelectMany(static document => Flat(document, []))];
                _documents.Add((visit, at), documents);
            }

            return documents;
        }

        private CourseReview At(Instant? at)
        {
            if (at is not { } instant)
            {
                return review;
            }

            if (!_reviews.TryGetValue(instant, out CourseReview? then))
            {
                then = review.At(instant);
                _reviews.Add(instant, then);
            }

            return then;
        }

        private static IEnumerable<(DecisionDocument Document, ImmutableArray<string> Path)> Flat(
            DecisionDocument document, ImmutableArray<string> path)
        {
            yield return (document, path);
            foreach (var part in document.Parts.SelectMany(part => Flat(part, path.Add(document.Decision))))
            {
                yield return part;
            }
        }
    }
}
