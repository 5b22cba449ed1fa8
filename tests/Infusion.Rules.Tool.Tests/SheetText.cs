using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infusion.Rules.Courses;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Reports;
using NodaTime;

namespace Infusion.Rules.Tool.Tests;

/// <summary>Sheets for tests, and what a reader meets in them.</summary>
internal static partial class SheetText
{
    /// <summary>Every policy of the repository, the smallest one, and one with what no other states.</summary>
    public static IEnumerable<ClinicPolicy> Policies =>
    [
        ClinicPolicy.VirginiaInfusionTherapies,
        ClinicPolicy.VirginiaInfusionTherapies.With(PolicyOverlay.Consensus2018),
        .. Directory.EnumerateFiles(ToolRun.File("samples/policies"), "*.json").Order(StringComparer.Ordinal)
            .Select(static file => ClinicPolicy.Parse(File.ReadAllText(file))),
        Smallest,
        Talkative,
    ];

    public static ClinicPolicy Smallest => ClinicPolicy.Parse(
        """{ "format": 2, "id": "small-clinic", "version": "1", "name": "A small clinic", "timeZone": "America/Chicago" }""");

    /// <summary>What no sample states: intakes during and after, holds, a ride both ways, and words that are not "must".</summary>
    public static ClinicPolicy Talkative => ClinicPolicy.Parse("""
        {
          "format": 2, "id": "ours", "version": "1", "name": "Ours", "timeZone": "America/New_York",
          "continuity": {
            "statements": { "value": ["therapies-continue"], "modality": "should" },
            "holds": [
              { "id": "stimulants", "medicine": "stimulants", "aliases": ["methylphenidate"], "until": "02:30" },
              { "id": "lithium", "medicine": "lithium", "before": "PT24H", "decidedBy": "prescriber" }
            ]
          },
          "protocols": { "protocols": [{ "id": "long", "plannedDuration": "PT2H", "minimumRecovery": "PT45M" }] },
          "fasting": {
            "kinds": [
              { "id": "anything", "name": "Food and drinks", "limits": [{ "until": "02:30" }, { "before": "PT6H" }],
                  "duringInfusion": "not-allowed" },
              { "id": "snack", "name": "Light snacks", "duringInfusion": "allowed" },
              { "id": "late-snack", "name": "Midnight snacks", "limits": [{ "until": "00:00" }] },
              { "id": "spirits", "name": "Spirits", "limits": [{ "until": "00:00", "daysBefore": 2 }] },
              { "id": "meal", "name": "Meals", "limits": [{ "until": "20:00", "daysBefore": 1 }] },
              { "id": "gum", "name": "Chewing gum", "limits": [{ "before": "PT0S" }] },
              { "id": "alcohol", "name": "Alcoholic drinks", "limits": [{ "before": "PT24H", "after": "PT24H" }], "afterEnd": "PT24H" }
            ],
            "unlistedCountsAs": "anything",
            "foods": [{ "name": "wine", "kind": "alcohol" }]
          },
          "visits": {
            "laterArrivalLead": "PT10M", "firstArrivalLead": "PT0S",
            "driving": { "value": { "nextDay": { "from": "02:30", "minimum": "PT18H" } }, "modality": "should" },
            "ride": { "value": { "arranged": "before-start", "bothWays": true, "taxi": "only-accompanied" }, "modality": "may" },
            "escort": { "minimumAge": 21, "staysDuringVisit": true, "staysFor": "PT3H" },
            "vitalSigns": ["heart-rate"], "vitalSignPhases": ["during"], "vitalSignInterval": "PT15M"
          },
          "fees": { "deposit": { "percentOfPrice": 20, "modality": "may" }, "fastingCharge": { "percentOfPrice": 50, "modality": "may" } }
        }
        """);

    public static RulesBook Rules(ClinicPolicy policy) =>
        new(PolicyBook.Of([new(policy, new LocalDate(2000, 1, 1), null)]));

    /// <summary>A course of visits, each given but those to come, judged at noon of a day.</summary>
    public static CourseReview Review(RulesBook rules, string visits, string asOf = "2026-02-01T12:00", string protocol = "")
    {
        string named = protocol.Length == 0 ? "" : $"\"protocol\": \"{protocol}\",";
        return rules.Review(PatientRecord.Parse($$"""
            {
              "format": 1, "id": "p", "asOf": "{{asOf}}", {{named}}
              "consultation": { "held": true, "historyRecorded": true, "medicationsRecorded": true, "appropriatenessRecorded": true },
              "eligibility": { "verdict": "candidate", "verdictBy": "physician" },
              "visits": [{{visits}}]
            }
            """, rules.TimeZone));
    }

    /// <summary>Sheets of every policy: first and later sessions, every protocol and none, on days on which clocks change too.</summary>
    public static IEnumerable<(RulesBook Rules, CourseReview Review, string Visit)> Made()
    {
        foreach (ClinicPolicy policy in Policies)
        {
            RulesBook rules = Rules(policy);
            string[] protocols = [.. policy.Protocols?.Protocols.Select(static protocol => protocol.Id.ToString()) ?? [], ""];
            foreach (string protocol in protocols)
            {
                foreach (string at in (string[])["2026-03-08T07:30", "2026-03-09T01:30", "2026-03-29T13:00", "2026-06-15T09:00",
                    "2026-11-01T08:15", "2026-11-02T16:45"])
                {
                    yield return (rules, Review(rules, $$"""{ "id": "visit-1", "appointment": "{{at}}" }""", protocol: protocol),
                        "visit-1");
                    yield return (rules, Review(rules, $$"""
                        { "id": "visit-1", "appointment": "2026-01-20T09:00", "start": "2026-01-20T09:00", "end": "2026-01-20T13:00:20" },
                        { "id": "visit-2", "appointment": "{{at}}" }
                        """, protocol: protocol), "visit-2");
                    yield return (rules, Review(rules, $$"""
                        { "id": "visit-1", "appointment": "{{at[..8]}}01T00:10" },
                        { "id": "visit-2", "appointment": "{{at}}" }
                        """, "2026-02-20T12:00", protocol), "visit-2");
                }
            }
        }
    }

    /// <summary>Sheets of the committed records, each visit seen from the day before.</summary>
    public static IEnumerable<(RulesBook Rules, CourseReview Review, string Visit)> OfSamples()
    {
        foreach (ClinicPolicy policy in Policies)
        {
            RulesBook rules = Rules(policy);
            foreach (string file in Directory.EnumerateFiles(ToolRun.File("samples/Infusion.Rules.Sample/cases"), "*.json").Order(
                StringComparer.Ordinal))
            {
                CourseReview review = rules.Review(PatientRecord.Parse(File.ReadAllText(file), rules.TimeZone));
                foreach (Visit visit in review.Record.Visits.Where(static visit => visit.Appointment is not null))
                {
                    CourseReview before = review.At(visit.Appointment!.Value.Earliest - Duration.FromHours(24));
                    if (before.Find(visit.Id) is not null && VisitSheet.WhyNot(rules, before, visit.Id) is null)
                    {
                        yield return (rules, before, visit.Id);
                    }
                }
            }
        }
    }

    public static IEnumerable<ReportItem> Items(Report sheet) => sheet.Sections.SelectMany(static section => section.Items);

    /// <summary>Every sentence a reader meets, each item's title with its first one.</summary>
    public static ImmutableArray<string> Sentences(Report sheet) =>
    [
        .. sheet.First.Select(static line => line.Text).Concat(Items(sheet).Select(static item => $"{item.Title}: {item.Says}")).Append(
            sheet.Note)
            .SelectMany(static text => End().Split(text)),
    ];

    public static int Words(string sentence) => sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;

    /// <summary>The Flesch-Kincaid grade; numbers and the short names of days and months are left out, as they would lower it.</summary>
    public static double Grade(IReadOnlyCollection<string> sentences)
    {
        string[] words = [.. sentences.SelectMany(static sentence => Word().Matches(Date().Replace(sentence, "")).Select(static match =>
            match.Value))];
        return (0.39 * words.Length / sentences.Count) + (11.8 * words.Sum(Syllables) / words.Length) - 15.59;
    }

    // Groups of vowels, without a silent e or ed at the end.
    private static int Syllables(string word)
    {
        string small = word.ToLowerInvariant();
        int groups = Vowels().Count(small);
        bool isSilent = SilentEnd().IsMatch(small);
        return Math.Max(1, groups - (isSilent ? 1 : 0));
    }

    [GeneratedRegex(@"(?<=[.?!])\s+")]
    private static partial Regex End();

    [GeneratedRegex(@"[A-Za-z]+(?:'[a-z]+)?")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b[A-Z][a-z]{2} \d+ [A-Z][a-z]{2} \d{4}|\(UTC.*?\)")]
    private static partial Regex Date();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex Vowels();

    [GeneratedRegex("(?:[^aeiouyl]|[aeiouy]l)es?$|[^aeiouydt]ed$")]
    private static partial Regex SilentEnd();
}
