namespace Infusion.Rules.Tool.Tests;

/// <summary>What must never be hidden, turned round or said too well, in the first lines of a report.</summary>
public class HazardTests
{
    private const string Consulted = """
        "consultation": { "held": true, "historyRecorded": true, "medicationsRecorded": true, "appropriatenessRecorded": true },
        """;

    private const string Screens = """
        "active-psychosis": false, "active-substance-abuse": false, "blood-pressure-hazard": false, "elevated-intracranial-pressure": false,
        "elevated-intraocular-pressure": false, "ketamine-hypersensitivity": false, "moderate-hepatic-disease": false,
        "severe-hepatic-disease": false, "uncontrolled-cardiovascular-disease": false
        """;

    private const string Ended = """
        "id": "visit-1", "protocol": "four-hour", "appointment": "2026-03-16T09:00", "arrival": "2026-03-16T08:30",
        "intakes": [{ "what": "toast", "at": "2026-03-15T20:00" }], "intakesAreComplete": true, "start": "2026-03-16T09:00",
        "end": "2026-03-16T10:00", "aborted": true, "walksSteadily": true, "walksSteadilySaidAt": "2026-03-16T11:05", "criteriaMet": true,
        "criteriaMetBy": "nurse", "criteriaMetAt": "2026-03-16T11:10", "rideArranged": true, "accompanied": true
        """;

    [Fact]
    public void A_verdict_hides_no_screen_it_was_given_beside_and_none_that_nobody_answered()
    {
        string first = First("2026-03-16T08:00", $$"""
            {{Consulted}}
            "eligibility": {
              "conditions": [{ "name": "fibromyalgia", "onset": "2022-09", "inFullRemission": false }], "conditionsAreComplete": true,
              "screens": { {{Screens.Replace("\"severe-hepatic-disease\": false, ", "", StringComparison.Ordinal)
                .Replace("\"ketamine-hypersensitivity\": false", "\"ketamine-hypersensitivity\": true", StringComparison.Ordinal)}}, "pregnancy": true },
              "verdict": "candidate", "verdictBy": "physician"
            },
            "visits": [{ "id": "visit-1", "appointment": "2026-03-18T09:00" }]
            """);

        Assert.Contains("pregnancy asks for a clinician's review", first, StringComparison.Ordinal);
        Assert.Contains("hypersensitivity to ketamine", first, StringComparison.Ordinal);
        Assert.Contains("Screens nobody answered", first, StringComparison.Ordinal);
        Assert.Contains("A clinician looks at what follows before it.", first, StringComparison.Ordinal);
        Assert.Contains("Once what stands above is settled", first, StringComparison.Ordinal);
        Assert.DoesNotContain("none asks for review", first, StringComparison.Ordinal);
    }

    [Fact]
    public void No_medicine_is_without_an_alert_only_because_nobody_knows_it()
    {
        string first = First("2026-03-16T08:00", """
            "continuity": {
              "medicines": [{ "name": "oxycodone 5 mg" }, { "name": "theophylline 300 mg ER" }, { "name": "ashwagandha" }],
              "medicinesAreComplete": true,
              "changes": [{ "medicine": "ashwagandha", "providerOrdered": false, "alreadyMade": true, "providerConsulted": false }],
              "changesAreComplete": true
            }
            """);

        Assert.Contains("oxycodone 5 mg", first, StringComparison.Ordinal);
        Assert.Contains("theophylline 300 mg ER", first, StringComparison.Ordinal);
        Assert.Contains("an interaction that the label names", first, StringComparison.Ordinal);
        Assert.Contains("Medicine (ashwagandha): not recognised", first, StringComparison.Ordinal);
        Assert.Contains("changed without asking a provider", first, StringComparison.Ordinal);
        Assert.Contains("not compared: this policy lists no medicines", First("2026-03-16T08:00", """
            "continuity": { "medicines": [{ "name": "oxycodone 5 mg" }], "medicinesAreComplete": true }
            """, "published"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_is_released_beside_what_holds_them_and_a_pressure_is_shown()
    {
        string first = First("2026-03-16T11:30", $$"""
            "visits": [{
              {{Ended}}, "bloodPressure": { "systolic": 210, "diastolic": 125 },
              "sideEffects": [{ "effect": "chest pain", "at": "2026-03-16T09:50" }, { "effect": "nausea", "at": "2026-03-16T09:40" }],
              "conduct": { "clinicianAvailable": false }, "fellAt": "2026-03-16T10:30"
            }]
            """);

        Assert.Contains("broken off. DO NOT RELEASE YET", first, StringComparison.Ordinal);
        Assert.Contains("a side effect waits for a clinician's word", first, StringComparison.Ordinal);
        Assert.Contains("the vital signs after the infusion are not recorded", first, StringComparison.Ordinal);
        Assert.Contains("210/125 mmHg", first, StringComparison.Ordinal);
        Assert.Contains("chest pain", first, StringComparison.Ordinal);
        Assert.DoesNotContain("nausea", first, StringComparison.Ordinal);
        Assert.Contains("no physician or nurse immediately available", first, StringComparison.Ordinal);
        Assert.Contains("the patient fell, last at Mon 16 Mar 2026, 10:30", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Next Release", first, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_done_reads_as_not_done()
    {
        string first = First("2026-03-16T09:30", """
            "visits": [{
              "id": "visit-1", "protocol": "four-hour", "appointment": "2026-03-16T09:00", "start": "2026-03-16T09:05",
              "checklist": { "chartReview": true, "questionsAnswered": false, "bladderEmptied": false, "ivPlaced": true, "monitorAttached": false }
            }]
            """);

        Assert.Contains(
            "begun although: questions not answered; bladder not emptied; monitor not attached.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("bladder emptied", first, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sip_with_a_medicine_is_short_of_nothing_and_asks_a_clinician()
    {
        const string Visit = """
            "visits": [{
              "id": "visit-1", "appointment": "2026-03-16T10:00", "intakesAreComplete": true,
              "intakes": [{ "what": "sip of water with medicine", "at": "2026-03-16T09:00" }]
            }]
            """;
        string all = Whole("2026-03-16T09:30", Visit);

        Assert.DoesNotContain("Short by", all, StringComparison.Ordinal);
        Assert.DoesNotContain("by arithmetic alone", all, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("a clinician decides about the fast", all, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restriction_is_never_shown_shorter_than_it_is()
    {
        string first = First("2026-03-16T14:05:10", $$"""
            "visits": [{ {{Ended.Replace("2026-03-16T10:00", "2026-03-15T14:05:20", StringComparison.Ordinal)
                .Replace("2026-03-16T09:00", "2026-03-15T10:00", StringComparison.Ordinal)
                .Replace("2026-03-16T11", "2026-03-15T15", StringComparison.Ordinal).Replace("2026-03-16T08:30", "2026-03-15T09:30", StringComparison.Ordinal)
                .Replace("2026-03-15T20:00", "2026-03-14T20:00", StringComparison.Ordinal)}} }]
            """);

        Assert.Contains("No driving and no heavy machinery until Mon 16 Mar 2026, 14:05:20.", first, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_on_a_day_on_which_the_clocks_change_has_its_offset()
    {
        string first = First("2026-10-31T20:00", """
            "visits": [{ "id": "visit-1", "appointment": "2026-11-01T09:00", "bookedAt": "2026-10-01T09:00" }]
            """);

        Assert.Contains("Sun 1 Nov 2026, 09:00 (UTC-5:00)", first, StringComparison.Ordinal);
    }

    private static string First(string asOf, string members, string policy = "published+consensus-2018") =>
        Flat(Run(asOf, members, policy).Split("\n\n")[0]);

    private static string Whole(string asOf, string members) => Flat(Run(asOf, members, "published+consensus-2018"));

    private static string Run(string asOf, string members, string policy)
    {
        using var folder = new ScratchFolder();
        string file = folder.Write("record.json", $$"""{ "format": 1, "id": "patient", "asOf": "{{asOf}}", {{members}} }""");
        ToolRun run = ToolRun.Of("decide", policy, file);
        Assert.Equal((ExitCode.Holds, ""), (run.Code, run.Error));
        return run.Output;
    }

    private static string Flat(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
