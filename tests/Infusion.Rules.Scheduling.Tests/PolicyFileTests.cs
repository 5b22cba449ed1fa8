using System.Text.Json.Nodes;
using Infusion.Rules.Documents;
using Infusion.Rules.Policies;
using NodaTime;

namespace Infusion.Rules.Scheduling.Tests;

/// <summary>A policy file that changes is taken up while the app runs, and a bad one never.</summary>
public sealed class PolicyFileTests : IDisposable
{
    private const string Record = """
        {
          "format": 1, "id": "r", "asOf": "2026-06-15T08:00",
          "visits": [
            {
              "id": "v", "appointment": "2026-06-15T10:00",
              "intakes": [{ "what": "water", "at": "2026-06-15T08:30" }], "intakesAreComplete": true
            }
          ]
        }
        """;

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_changed_file_is_taken_up_and_a_bad_one_leaves_the_rules_and_is_logged()
    {
        Write("1", hours: 2);
        using var app = new SchedulingApp(_file);
        await app.Post("/records", Record);
        Assert.Equal(("1", "Violation"), await Fasting(app));

        Write("2", hours: 1);
        await SchedulingApp.Until(async () => await Fasting(app) == ("2", "Compliant"));

        await File.WriteAllTextAsync(
            _file, "{ \"format\": 2, \"idd\": \"a\" }", TestContext.Current.CancellationToken);
        await SchedulingApp.Until(() => Task.FromResult(Errors(app).Length == 1));
        Assert.Contains("line 1, column 16: $.idd", Errors(app)[0], StringComparison.Ordinal);
        Assert.Equal(("2", "Compliant"), await Fasting(app));

        File.Delete(_file);
        await SchedulingApp.Until(() => Task.FromResult(Errors(app).Length == 2));
        Assert.Equal(("2", "Compliant"), await Fasting(app));

        Write("3", hours: 2);
        await SchedulingApp.Until(async () => await Fasting(app) == ("3", "Violation"));
    }

    [Fact]
    public void An_app_does_not_start_on_a_file_that_is_no_policy()
    {
        File.WriteAllText(_file, "{}");
        var error = Assert.Throws<DocumentException>(() => new SchedulingApp(_file).Dispose());
        Assert.Contains("$.id", error.Message, StringComparison.Ordinal);
        File.Delete(_file);
        Assert.Throws<FileNotFoundException>(() => new SchedulingApp(_file).Dispose());
    }

    [Fact]
    public async Task A_policy_in_another_time_zone_moves_no_time_that_is_on_record()
    {
        Write("1", hours: 2);
        using var app = new SchedulingApp(_file);
        await app.Post("/records", Record);
        JsonNode before = await app.Read("/records/r/visits/v/timeline");

        Write("2", hours: 2, zone: "America/Denver");
        await SchedulingApp.Until(async () => (await Fasting(app)).Version == "2");
        await app.Post("/records/r/visits", """{ "id": "w", "appointment": "2026-06-18T08:00" }""");
        // What is appended now is on the clinic's clock of now.
        JsonNode after = await app.Read("/records/r/visits/v/timeline");
        Assert.Equal(before["values"]!.ToJsonString(), after["values"]!.ToJsonString());
        JsonArray visits = (await app.Read("/records/r"))["visits"]!.AsArray();
        Assert.Equal(["2026-06-15T08:00:00", "2026-06-18T08:00:00"], visits.Select(visit => (string?)visit!["appointment"]));
    }

    private static string[] Errors(SchedulingApp app) =>
        [.. app.Log.Where(line => line.StartsWith("Error", StringComparison.Ordinal))];

    private static async Task<(string? Version, string? Outcome)> Fasting(SchedulingApp app)
    {
        JsonNode plan = (await app.Read("/records/r/visits/v/fasting"))[0]!;
        return ((string?)plan["policyVersion"], (string?)plan["outcome"]);
    }

    private void Write(string version, int hours, string zone = "America/New_York")
    {
        ClinicPolicy published = ClinicPolicy.VirginiaInfusionTherapies;
        File.WriteAllText(_file, (published with
        {
            Version = version,
            TimeZone = zone,
            Fasting = published.Fasting! with
            {
                Kinds =
                [
                    .. published.Fasting.Kinds.Select(kind => kind.Id == "clear-liquid"
                        ? new(
                            kind.Id, kind.Rule, kind.Name, [new Infusion.Rules.Fasting.IntakeLimit.Window(Duration.FromHours(hours))],
                            kind.Provenance, kind.Citations, kind.AsaKind)
                        : kind),
                ],
            },
        }).ToJson());
    }
}
