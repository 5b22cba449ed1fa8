using System.Text.RegularExpressions;
using Infusion.Rules.Cases;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Xunit;

namespace Infusion.Rules.Tests.Cases;

public sealed class Probe
{
    private static void Try(System.Text.StringBuilder log, string name, string json, InfusionRules rules, Func<CaseReview, string> show)
    {
        try
        {
            if (!PatientCase.TryParse(json, rules, out PatientCase? read, out var problems)) { log.AppendLine($"{name}: PROBLEMS {string.Join(" | ", problems)}"); return; }
            CaseReview review = rules.Review(read);
            string s = show(review);
            foreach (var d in review.ToDocuments()) { _ = DecisionJson.Write(d); }
            string w = read.ToJson(rules);
            if (!PatientCase.TryParse(w, rules, out var again, out var p2)) { log.AppendLine($"{name}: WRITTEN NOT READ {string.Join(" | ", p2)}"); return; }
            log.AppendLine($"{name}: {s}{(again!.Equals(read) ? "" : " NOT EQUAL")}");
        }
        catch (Exception e) { log.AppendLine($"{name}: THROWS {e.GetType().Name} {e.Message} {e.StackTrace!.Split('\n')[0]} {e.StackTrace!.Split('\n').FirstOrDefault(l => l.Contains("Cases"))}"); }
    }

    [Fact]
    public void All()
    {
        var log = new System.Text.StringBuilder();
        InfusionRules pub = InfusionRules.Published;
        string V(string visit, string rest = "") => "{ \"format\": 1, \"id\": \"x\", \"asOf\": \"2026-06-20T12:00\", " + rest + " \"visits\": [" + visit + "] }";
        Try(log, "year9999", V("""{ "id": "v", "appointment": "9999-12-31T23:00" }"""), pub, r => "ok");
        Try(log, "year9999asOf", """{ "format": 1, "id": "x", "asOf": "9999-12-31T12:00", "maintenance": { "reached": true } , "protocol": "four-hour", "visits": [{ "id": "v", "appointment": "9999-12-30T01:00", "start": "9999-12-30T01:00", "end": "9999-12-31T12:00" }] }""", pub, r => "ok");
        Try(log, "year1", """{ "format": 1, "id": "x", "asOf": "0001-01-01T00:00", "eligibility": { "conditions": [ { "name": "RSD", "onset": "0001-01-01" } ] }, "visits": [{ "id": "v", "appointment": "0001-01-01T00:00", "start": "0001-01-01T00:00", "end": "0001-01-01T00:00", "intakes": [ {"what":"water","at":"0001-01-01T00:00"} ] }] }""", pub, r => "ok");
        Try(log, "unnamed-choice", V("""{ "id": "v", "appointment": "2026-06-15T10:00" }""", """ "eligibility": { "conditions": [ { "name": "major depression", "inFullRemission": false } ], "conditionsAreComplete": true }, """), pub, r => $"protocol {r.ProtocolOfSeries} choice {r.Protocol!.Value.ClinicianChoice} end {r.Visits[0].Timeline!.Find("end")}");
        Try(log, "mixed", V("""{ "id": "v", "appointment": "2026-06-15T10:00" }""", """ "eligibility": { "conditions": [ { "name": "major depression", "inFullRemission": false }, { "name": "migraine", "inFullRemission": false } ], "conditionsAreComplete": true }, """), pub, r => $"protocol {r.ProtocolOfSeries} choice {r.Protocol!.Value.ClinicianChoice} end {r.Visits[0].Timeline!.Find("end")}");
        Try(log, "typo condition", """{ "format": 1, "id": "x", "asOf": "2026-06-20T12:00", "eligibility": { "conditions": [ { "name": "fibromialgia", "inFullRemission": false } ], "conditionsAreComplete": true, "verdict": "candidate", "verdictBy": "physician" } }""", pub, r => $"{r.Eligibility}");
        Try(log, "typo food", V("""{ "id": "v", "appointment": "2026-06-15T10:00", "intakesAreComplete": true, "intakes": [ {"what":"tosat","at":"2026-06-15T08:00"} ], "cancelled": { "by": "clinic-cancelled", "reason": "fasting-violation" } }"""), pub, r => $"{r.Visits[0].FastingPlan} {r.Visits[0].Fee}");
        Try(log, "bp cancelled", V("""{ "id": "v", "appointment": "2026-06-15T10:00", "arrival": "2026-06-15T10:10", "bloodPressure": {"systolic": 190, "diastolic": 110}, "cancelled": { "by": "clinic-cancelled", "reason": "blood-pressure" } }"""), pub, r => $"bp {r.Visits[0].BloodPressure} arrival {r.Visits[0].Arrival}");
        string Four(int month, int day, string id) => $$"""{ "id": "{{id}}", "appointment": "2026-0{{month}}-{{day:00}}T10:00", "start": "2026-0{{month}}-{{day:00}}T10:00", "end": "2026-0{{month}}-{{day:00}}T14:00" }""";
        Try(log, "booster", V(string.Join(",", Four(3, 2, "a"), Four(3, 4, "b"), Four(3, 6, "c"), Four(5, 4, "d")), "\"protocol\": \"four-hour\", \"maintenance\": {\"reached\": true}, "), pub, r => $"induction {r.Induction} {string.Join("; ", r.Induction!.Sessions)} response {r.Response} maint {r.Maintenance} {r.Maintenance!.Value.Window}");
        Try(log, "future end", V("""{ "id": "v", "appointment": "2026-06-21T10:00", "start": "2026-06-21T10:00", "end": "2026-06-21T14:00" }""", "\"protocol\": \"four-hour\", "), pub, r => $"release {r.Visits[0].Release} driving {r.Visits[0].Driving} induction {r.Induction} resp {r.Response}");
        Try(log, "future start", V("""{ "id": "v", "appointment": "2026-06-21T10:00", "start": "2026-06-21T10:00" }""", "\"protocol\": \"four-hour\", "), pub, r => $"release {r.Visits[0].Release} driving {r.Visits[0].Driving}");
        Try(log, "aborted first", V("""{ "id": "v", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T10:10", "aborted": true, "price": {"amount":"400.00","currency":"USD"} }, { "id": "w", "appointment": "2026-06-16T10:00", "price": {"amount":"400.00","currency":"USD"} }""", "\"protocol\": \"four-hour\", \"referrals\": [ {\"friend\": \"f\", \"scheduled\": \"infusion\"}, {\"friend\": \"patient\", \"scheduled\": \"infusion\"}, {\"friend\": \"x\", \"scheduled\": \"infusion\"}, {\"friend\": \"g\", \"scheduled\": \"free-call\"} ], "), pub, r => $"maint {r.Maintenance} before {r.Visits[1].CompletedBefore} ledger {r.Ledger} stmt {r.Statement} docs {string.Join(",", r.ToDocuments().Select(d => d.Decision))}");
        Try(log, "cancelled price", V("""{ "id": "v", "appointment": "2026-06-15T10:00", "price": {"amount":"400.00","currency":"USD"}, "cancelled": { "by": "patient-cancelled" } }"""), pub, r => $"{r.Statement} new {r.Statement!.Status}");
        Try(log, "overlap", V("""{ "id": "v", "appointment": "2026-06-15T10:00", "start": "2026-06-15T10:00", "end": "2026-06-15T14:00" }, { "id": "w", "appointment": "2026-06-15T11:00", "start": "2026-06-15T11:00", "end": "2026-06-15T15:00" }""", "\"protocol\": \"four-hour\", "), pub, r => $"{r.Response}");
        Try(log, "lookback typo", """{ "format": 1, "id": "x", "asOf": "2026-06-20T12:00", "continuity": { "medicines": ["theophyline", " x"] } }""", pub, r => "ok");
        Try(log, "arrival after start", V("""{ "id": "v", "appointment": "2026-06-15T10:00", "arrival": "2026-06-15T12:00", "start": "2026-06-15T10:00", "end": "2026-06-15T14:00" }"""), pub, r => $"{r.Visits[0].Timeline}");
        Try(log, "decision null", """{ "format": 1, "id": "x", "asOf": "2026-06-20T12:00", "decisions": [ { "table": "fasting.intake", "facts": { "fasting.kind": null } }, { "table": "fees", "facts": {} }, { "table": "fee.cancellation", "facts": { "fee.fasting-plan": {"from":"Compliant","to":"Violation"} } } ] }""", pub, r => "ok");
        Try(log, "maintenance-on before anchor", V(Four(3, 2, "a"), "\"protocol\": \"four-hour\", \"maintenance\": {\"reached\": true, \"on\": \"2026-01-01\"}, "), pub, r => $"{r.Maintenance}");
        Try(log, "eligibility on future", """{ "format": 1, "id": "x", "asOf": "2026-06-20T12:00", "eligibility": { "on": "2027-01-01", "conditions": [] } }""", pub, r => "ok");
        // fact values
        int bad = 0, n = 0; var first = new List<string>(); var rnd = new Random(7);
        foreach (DecisionTable t in CaseFiles.Rules.Tables)
        {
            foreach (Fact f in t.Facts)
            {
                for (int i = 0; i < 30; i++)
                {
                    long[] pool = [f.Minimum, f.Maximum, f.Minimum + 1 > f.Maximum ? f.Minimum : f.Minimum + 1, f.Maximum == long.MaxValue ? 5 : f.Maximum - 1, Math.Clamp(rnd.NextInt64(-100, 100), f.Minimum, f.Maximum), Math.Clamp(rnd.NextInt64(), f.Minimum, f.Maximum)];
                    long a = pool[rnd.Next(pool.Length)], b = pool[rnd.Next(pool.Length)];
                    FactValue v = i % 2 == 0 ? FactValue.Exactly(a) : FactValue.Between(Math.Min(a, b), Math.Max(a, b));
                    n++;
                    var c = new PatientCase { Id = "w", AsOf = NodaTime.Instant.FromUtc(2026, 1, 1, 0, 0), Decisions = [new TableCase { Table = t.Id, Facts = System.Collections.Immutable.ImmutableSortedDictionary<string, FactValue>.Empty.Add(f.Id, v) }] };
                    string why = "";
                    try { string w = c.ToJson(CaseFiles.Rules); if (!PatientCase.TryParse(w, CaseFiles.Rules, out var again, out var ps)) { why = string.Join("|", ps); } else if (!again.Equals(c)) { why = "differs"; } }
                    catch (Exception e) { why = e.GetType().Name + " " + e.Message; }
                    if (why.Length > 0) { bad++; if (first.Count < 400) { first.Add($"{f.Kind} {(v.IsExact ? "exact" : "between")} {v.Low}..{v.High}: {why}"); } }
                }
            }
        }
        log.AppendLine($"values: {bad} of {n}");
        foreach (var g in first.GroupBy(x => string.Join(' ', x.Split(' ').Take(2)) + " " + Regex.Replace(x.Split(": ", 2)[1], "[0-9]+", "#"))) { log.AppendLine($"  {g.Count()}x {g.First()}"); }
        File.WriteAllText(Path.Combine(Evidence.Root, "artifacts", "probe.txt"), log.ToString());
    }
}
