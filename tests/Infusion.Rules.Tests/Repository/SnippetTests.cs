using System.Text.RegularExpressions;
using Infusion.Rules.Clinic;
using Infusion.Rules.Documents;
using Infusion.Rules.Records;
using Infusion.Rules.Tests.Courses;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static Infusion.Rules.Tests.ClinicTime;

namespace Infusion.Rules.Tests.Repository;

/// <summary>Every line of C# that the documentation shows is code that is compiled, and most of it runs here.</summary>
public sealed partial class SnippetTests
{
    private static InfusionRules Rules => InfusionRules.Published;

    private static Visit Cancelled => new()
    {
        Entry = "visit-1",
        Appointment = Instant.FromUtc(2026, 6, 15, 14, 0),
        Intakes = [Intake.Of("water", Instant.FromUtc(2026, 6, 15, 12, 30))],
        IntakesCompleteness = ListCompleteness.Complete,
        Cancellation = new()
        {
            By = AppointmentEnd.ClinicCancelled,
            Reason = CancellationReason.FastingViolation,
            At = Instant.FromUtc(2026, 6, 15, 13, 30),
        },
    };

    [Fact]
    public void Every_fence_of_csharp_is_code_that_is_compiled()
    {
        string[] tests = [.. RepositoryFiles.CSharp("tests").Select(RepositoryFiles.Read)];
        var seen = new List<string>();
        foreach ((string file, string text) in Documents())
        {
            Assert.Equal((file, Regex.Count(text, "```csharp")), (file, Fence().Count(text)));
            foreach (Match fence in Fence().Matches(text))
            {
                (string kind, string name, string code) = (
                    fence.Groups["kind"].Value, fence.Groups["name"].Value, fence.Groups["code"].Value);
                seen.Add(name);
                switch (kind)
                {
                    case "source":
                        Assert.Contains(Flush(code), Flush(RepositoryFiles.Read(name)), StringComparison.Ordinal);
                        break;
                    case "snippet":
                        string region = Assert.Single(tests.SelectMany(source => Regions(source, name)));
                        Assert.Equal((name, region), (name, code));
                        break;
                    default:
                        Assert.Equal(("program", "src/Infusion.Rules/README.md"), (kind, file));
                        Assert.Contains(
                            "the readme's program", RepositoryFiles.Read("tests/external/package/run"), StringComparison.Ordinal);
                        break;
                }
            }
        }

        Assert.True(seen.Count > 15, $"Only {seen.Count} fences were found.");
        Assert.Distinct(seen);
    }

    [Fact]
    public void The_readme_has_ten_tasks_of_at_most_six_types_each()
    {
        HashSet<string> types = [.. typeof(InfusionRules).Assembly.GetExportedTypes().Select(type => type.Name.Split('`')[0])];
        string section = RepositoryFiles.Read("README.md").Split("\n## ")
            .Single(part => part.StartsWith("Ten tasks", StringComparison.Ordinal));
        string[] tasks = [.. Fence().Matches(section).Select(fence => fence.Groups["code"].Value)];
        Assert.Equal(10, tasks.Length);
        foreach (string task in tasks)
        {
            string[] named = [.. Word().Matches(task).Select(word => word.Value).Where(types.Contains).Distinct()];
            Assert.True(named.Length <= 6, $"{string.Join(", ", named)} are {named.Length} types: {task}");
        }
    }

    [Fact]
    public void The_first_task_prints_what_its_comments_say()
    {
        string[] lines = Printed(Snippets.Decide);
        Assert.Equal("Violation", lines[0]);
        Assert.EndsWith("1 h 30 min; at least 2 h needed, 30 min short [fasting.clear-liquids, R44]", lines[1], StringComparison.Ordinal);
        Assert.Equal("2026-06-15T14:30:00Z", lines[2]);
    }

    [Fact]
    public void The_other_tasks_print_what_their_comments_say()
    {
        Assert.StartsWith(
            "clear liquids", Assert.Single(Printed(output => Snippets.Why(output, Rules, Cancelled))), StringComparison.OrdinalIgnoreCase);
        string[] asked = Printed(output => Snippets.Ask(output, Rules));
        Assert.Equal("NeedsInformation", asked[0]);
        Assert.EndsWith("?", asked[1], StringComparison.Ordinal);
        Assert.Equal(["Charged"], Printed(output => Snippets.Store(output, Rules, Cancelled)));
        Assert.Equal(["1"], Printed(output => Snippets.Cohort(output, Rules, [Cancelled, new()])));
        Assert.Equal(["Rules of virginia-infusion-therapies 1"], Printed(Snippets.Services));
        string[] tables = Printed(output => Snippets.Rules(output, Rules));
        Assert.Equal((Rules.Tables.Length + 1, "74"), (tables.Length, tables[^1]));
        string policy = RepositoryFiles.PathOf("samples/policies/harbour-clinic.json");
        Assert.EndsWith("+consensus-2018.1", Assert.Single(Printed(output => Snippets.Policy(output, policy))), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_are_exchanged_while_an_app_runs()
    {
        var services = new ServiceCollection();
        using FileStream changed = File.OpenRead(RepositoryFiles.PathOf("samples/policies/harbour-clinic.json"));
        RulesInForce inForce = Snippets.InForce(services, Rules.Policy, changed);
        using ServiceProvider provider = services.BuildServiceProvider();
        using IServiceScope scope = provider.CreateScope();
        Assert.Equal("harbour-clinic", scope.ServiceProvider.GetRequiredService<InfusionRules>().Policy.Id);
        Assert.Same(inForce, provider.GetRequiredService<RulesInForce>());
    }

    [Fact]
    public void What_would_change_a_release_is_a_ride()
    {
        var end = Local("2026-06-15 12:00");
        var visit = new Visit
        {
            Start = Local("2026-06-15 08:00"),
            End = end,
            WalksSteadily = true,
            RideArranged = false,
        };
        visit = Infusion.Rules.Tests.Visits.VisitScenarioTests.Cleared(visit);
        Assert.Equal(["arrange a ride"], Printed(output => Snippets.Change(output, Rules, visit, end.Earliest + Duration.FromHours(2))));
    }

    [Fact]
    public void A_record_is_reviewed_or_every_mistake_in_it_is_named()
    {
        string path = RepositoryFiles.PathOf("samples/Infusion.Rules.Sample/cases/responder.json");
        string json = File.ReadAllText(path);
        Assert.True(Printed(output => Snippets.Review(output, Rules, json)).Length > 20);
        Assert.Contains("line 1", Assert.Single(Printed(output => Snippets.Review(output, Rules, "{"))), StringComparison.Ordinal);
        Assert.True(int.Parse(Printed(output => Snippets.Record(output, Rules, path))[0], provider: null) > 20);
    }

    [Fact]
    public void A_day_has_a_line_for_each_of_its_visits()
    {
        PatientRecord record = ShippedHistories.Read("mixed.json");
        Assert.Equal(["2026-03-16T13:00:00Z Ask: visit-5, 1 to ask"], Printed(output => Snippets.Day(output, Rules, [record])));
        Assert.Equal([], Printed(output => Snippets.Day(output, Rules, [])));
    }

    [Fact]
    public void Dates_are_proposed_for_an_induction_that_is_outstanding()
    {
        PatientRecord record = new()
        {
            Id = "new",
            AsOf = Local("2026-07-03 12:00").Earliest,
            Consultation = new() { Held = true },
            Eligibility = new() { Verdict = PhysicianVerdict.Candidate, VerdictBy = ClinicianRole.Physician },
            Protocol = ProtocolId.OneHour,
        };
        string[] lines = Printed(output => Snippets.Propose(output, Rules.Review(record)));
        Assert.Equal(["Proposed"], lines[1..]);
        Assert.Contains("2026", Assert.Single(lines[..1]), StringComparison.Ordinal);
        Assert.Equal(["NotAllowed"], Printed(output => Snippets.Propose(output, Rules.Review(record with { Eligibility = null }))));
    }

    [Fact]
    public void A_stored_plan_is_taken_up()
    {
        string stored = DecisionJson.Write(Rules.Fasting.DecideAtCancellation(Cancelled).ToDocument());
        Assert.Equal(["Charged"], Printed(output => Snippets.TakeUp(output, Rules, Cancelled, stored)));
    }

    private static string[] Printed(Action<TextWriter> snippet)
    {
        using var output = new StringWriter { NewLine = "\n" };
        snippet(output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static IEnumerable<(string File, string Text)> Documents() =>
        from path in RepositoryFiles.All
        where path.EndsWith(".md", StringComparison.Ordinal) && !path.StartsWith("tests/", StringComparison.Ordinal)
        let text = RepositoryFiles.Read(path)
        where text.Contains("```csharp", StringComparison.Ordinal)
        select (path, text);

    private static IEnumerable<string> Regions(string source, string name) =>
        Regex.Matches(
            source, $"#region {name}\n(?<code>.*?)\n *#endregion",
            RegexOptions.Singleline).Select(region => Outdented(region.Groups["code"].Value));

    private static string Outdented(string code) =>
        string.Join(
            '\n', code.Split('\n').Select(line => line.StartsWith("        ", StringComparison.Ordinal) ? line[8..] : line.TrimStart()));

    private static string Flush(string code) => string.Join('\n', code.Split('\n').Select(line => line.TrimStart()));

    [GeneratedRegex(
        "<!-- (?<kind>snippet|source|program): (?<name>[A-Za-z0-9./-]+) -->\n```csharp\n(?<code>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Word();
}
