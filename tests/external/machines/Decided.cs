using System.Collections.Immutable;
using Infusion.Rules;
using Infusion.Rules.Fees;
using Infusion.Rules.Courses;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Sources;
using Infusion.Rules.Tables;
using Infusion.Rules.Verification;
using NodaTime;

/// <summary>What the libraries say on every target: decisions, documents, mistakes and the reports of a change.</summary>
internal static class Decided
{
    /// <summary>Everything about the published policy, and what is wrong with every mistaken document.</summary>
    /// <param name="first">The record to begin with, so that threads are at different ones; what is written does not turn on it.</param>
    public static Outputs Published(Inputs inputs, InfusionRules rules, int first = 0)
    {
        var to = new Outputs();
        to.Add("register", SourceRegister.Published.ToJson());
        to.Add("schema of policies", ClinicPolicy.Schema);
        Policy(to, "published", rules);
        IReadOnlyList<InputFile> files = inputs.Records;
        var records = new Outputs[files.Count];
        for (int i = 0; i < records.Length; i++)
        {
            int place = (first + i) % records.Length;
            InputFile file = files[place];
            PatientRecord record = PatientRecord.Parse(file.Text, rules.TimeZone);
            Record(records[place] = new(), file.Name, rules, record);
            Documents(records[place], $"{file.Name}, 40 days later", rules.Review(record).At(record.AsOf + Duration.FromDays(40)));
        }

        Array.ForEach(records, to.Add);

        foreach (InputFile file in inputs.Mistaken)
        {
            to.Add(file.Name, string.Join("\n", Problems(file, rules.TimeZone)));
        }

        return to;
    }

    /// <summary>The sample records under every other policy that ships.</summary>
    public static Outputs Others(Inputs inputs, IDateTimeZoneProvider zones)
    {
        var to = new Outputs();
        ClinicPolicy[] policies =
        [
            .. PolicyOverlay.BuiltIn.Select(ClinicPolicy.VirginiaInfusionTherapies.With),
            .. inputs.Policies.Select(file => ClinicPolicy.Parse(file.Text)),
        ];
        foreach (InfusionRules rules in policies.Select(policy => new InfusionRules(policy, zones)))
        {
            Policy(to, rules.Policy.ToString(), rules);
            foreach (InputFile file in inputs.Samples)
            {
                Record(to, $"{rules.Policy}, {file.Name}", rules, PatientRecord.Parse(file.Text, rules.TimeZone));
            }
        }

        return to;
    }

    /// <summary>The reports of a check and of a change.</summary>
    public static Outputs Changes(Inputs inputs, InfusionRules rules)
    {
        var to = new Outputs();
        CheckReport check = PolicyCheck.Run(rules);
        to.Add("check", VerificationJson.Write(check));
        to.Add("check as Markdown", MarkdownReport.Of(check));
        to.Add("check as JUnit", JUnitReport.Of(check));
        to.Add("diff", VerificationJson.Write(PolicyDiff.Compare(
            ClinicPolicy.Parse(inputs.Changes[0].Text), ClinicPolicy.Parse(inputs.Changes[1].Text), new() { MostRecords = 100 })));
        return to;
    }

    private static void Policy(Outputs to, string name, InfusionRules rules)
    {
        to.Add(name, rules.Policy.ToJson());
        to.Add($"{name}, its content", rules.Policy.ContentHash);
        to.Add($"{name}, its rules", string.Join("\n", rules.Tables.SelectMany(Lines)));
    }

    private static IEnumerable<string> Lines(DecisionTable table) => [table.ToString(), .. table.Rules.Select(rule => rule.ToString())];

    private static void Record(Outputs to, string name, InfusionRules rules, PatientRecord record)
    {
        to.Add(name, record.ToJson(rules.TimeZone));
        CourseReview review = rules.Review(record);
        Documents(to, name, review);
        to.Add($"{name}, next", string.Join("\n", review.NextSteps));
        to.Add($"{name}, asked", string.Join("\n", review.Questions.Concat(review.DocumentationGaps)));
        to.Add($"{name}, proposed", review.Propose(Hours, hasRide: false, travel: Duration.FromMinutes(40)).ToString());
    }

    private static BusinessCalendar Hours => new()
    {
        Hours = [new(IsoDayOfWeek.Monday, new(8, 0), new(17, 0)), new(IsoDayOfWeek.Wednesday, new(8, 0), new(14, 0))],
        ClosedOn = [new(2026, 7, 6)],
    };

    private static void Documents(Outputs to, string name, CourseReview review)
    {
        foreach (DecisionDocument document in review.ToDocuments())
        {
            to.Add($"{name}, {document.Decision} {document.Subject}", DecisionJson.Write(document));
        }
    }

    private static IEnumerable<Problem> Problems(InputFile file, DateTimeZone zone)
    {
        ImmutableArray<Problem> problems;
        _ = file.Name.Contains("/Policies/") ? ClinicPolicy.TryParse(file.Text, out _, out problems)
            : file.Name.Contains("/Overlays/") ? PolicyOverlay.TryParse(file.Text, out _, out problems)
            : PatientRecord.TryParse(file.Text, zone, out _, out problems);
        return problems.IsEmpty ? throw new InvalidOperationException($"{file.Name} has no mistake.") : problems;
    }
}
