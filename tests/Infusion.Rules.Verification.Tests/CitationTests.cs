using System.Collections.Immutable;
using Infusion.Rules.Policies;

namespace Infusion.Rules.Verification.Tests;

/// <summary>A change that touches a value and leaves its citation asks somebody to confirm that the source says so.</summary>
public sealed class CitationTests
{
    [Fact]
    public void A_value_that_changes_under_its_citation_is_to_be_confirmed()
    {
        DiffReport diff = Diff(Fees(2, "page"), Fees(3, "page"));
        ParameterChange open = Assert.Single(diff.Parameters, one => one.Basis == ParameterBasis.ToConfirm);
        Assert.Equal("fees.rescheduleDays.citations", open.Path);
        Assert.Equal(("2", "3"), (open.Before, open.After));
        Assert.Equal(["page"], open.ToConfirm);
        Assert.Contains("citation to be confirmed: page, cited as before for 2 -> 3", open.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_gate_fails_until_somebody_confirms_it_with_a_reason()
    {
        (ClinicPolicy old, ClinicPolicy @new) = (Fees(2, "page"), Fees(3, "page") with { Version = "2" });
        DeclaredStep template = Assert.Single(ChangeGate.Template(ChangeGate.Judge(old, @new, [])));
        Assert.Contains(template.Effects, one => one.Decision == "fees.rescheduleDays.citations");
        Assert.Equal(["fees.rescheduleDays: 2 -> 3"], template.Values);
        Assert.Equal(GateOutcome.Holds, ChangeGate.Judge(old, @new, [Step("The page of March says three days.", _ => true)]).Outcome);

        GateReport open = ChangeGate.Judge(
            old, @new, [Step("The page of March says three days.", one => one.Decision != "fees.rescheduleDays.citations")]);
        Assert.Contains("to be confirmed", Assert.Single(open.Failures).Says, StringComparison.Ordinal);

        Assert.Equal(GateProblem.NoReason, Assert.Single(ChangeGate.Judge(old, @new, [template]).Failures).Problem);

        DeclaredStep Step(string reason, Func<ComputedChange, bool> keeps) => new()
        {
            From = template.From,
            To = template.To,
            Reason = reason,
            Values = template.Values,
            Effects = [.. template.Effects.Where(keeps)],
        };
    }

    [Fact]
    public void A_confirmation_of_what_is_not_open_is_in_vain()
    {
        (ClinicPolicy old, ClinicPolicy @new) = (Fees(2, "page"), Fees(2, "sheet") with { Version = "2" });
        DeclaredStep template = Assert.Single(ChangeGate.Template(ChangeGate.Judge(old, @new, [])));
        DeclaredStep vain = new()
        {
            From = template.From,
            To = template.To,
            Reason = "The page says so.",
            Values = template.Values,
            Effects = [.. template.Effects, new("fees.rescheduleDays.citations", ChangeAxis.Wording, ChangeClass.Mixed)],
        };
        Assert.Equal(GateProblem.DeclaredInVain, Assert.Single(ChangeGate.Judge(old, @new, [vain]).Failures).Problem);
    }

    [Theory]
    [InlineData(2, "page", 3, "sheet")]
    [InlineData(2, "page", 2, "page")]
    [InlineData(2, "clinic-policy", 3, "clinic-policy")]
    [InlineData(2, "page", 2, "sheet")]
    public void What_is_cited_anew_or_not_changed_or_the_clinics_own_is_not_to_be_confirmed(int before, string was, int after, string now) =>
        Assert.DoesNotContain(Diff(Fees(before, was), Fees(after, now)).Parameters, one => one.Basis == ParameterBasis.ToConfirm);

    [Theory]
    [InlineData("\"citations\": [\"page\"]", "\"citations\": [\"sheet\"]")]
    [InlineData("\"provenance\": \"literature\"", "\"provenance\": \"published\"")]
    [InlineData("\"modality\": \"may\"", "\"modality\": \"must\"")]
    [InlineData(", \"modality\": \"may\"", "")]
    public void Another_basis_is_never_unreported(string was, string now)
    {
        string json = Policy("""
            "rescheduleDays": { "value": 2, "provenance": "literature", "citations": ["page"], "modality": "may" }
            """);
        DiffReport diff = Diff(ClinicPolicy.Parse(json), ClinicPolicy.Parse(json.Replace(was, now, StringComparison.Ordinal)));
        Assert.NotEqual(ChangeClass.Equivalent, diff.On("fee.reschedule", ChangeAxis.Wording));
        Assert.Equal(ChangeClass.Equivalent, diff.On("fee.reschedule", ChangeAxis.Caution));
        Assert.False(diff.FailsClosed);
    }

    [Fact]
    public void A_value_and_the_same_value_with_its_source_have_one_path()
    {
        string stated = Policy("""
            "rescheduleDays": { "value": 2, "provenance": "published", "citations": ["page"] }
            """);
        DiffReport diff = Diff(ClinicPolicy.Parse(Policy("\"rescheduleDays\": 2")), ClinicPolicy.Parse(stated));
        Assert.Equal(
            ["fees.rescheduleDays.citations[0]", "fees.rescheduleDays.provenance"], diff.Parameters.Select(parameter => parameter.Path));
    }

    [Theory]
    [InlineData("\"before\": \"PT2H\"", "\"before\": \"PT3H\"", "fasting.kinds[clear-liquid].citations")]
    [InlineData("\"value\": 7", "\"value\": 8", "protocols.protocols[four-hour].windowDays.citations")]
    [InlineData("\"inductionSessions\": 3", "\"inductionSessions\": 4", "protocols.protocols[four-hour].citations")]
    [InlineData("\"responsePercent\": 30", "\"responsePercent\": 40", "response.criteria[pain-nrs].citations")]
    [InlineData("\"value\": 3", "\"value\": 4", "eligibility.chronicMonths.citations")]
    [InlineData("\"minimum\": \"PT4H\"", "\"minimum\": \"PT5H\"", "fasting.asaAdvisory[breast-milk].citations")]
    public void An_item_with_citations_of_its_own_is_to_be_confirmed_likewise(string was, string now, string path)
    {
        string json = ClinicPolicy.VirginiaInfusionTherapies.ToJson();
        int place = json.IndexOf(was, StringComparison.Ordinal);
        Assert.True(place > 0, was);
        ClinicPolicy changed = ClinicPolicy.Parse(string.Concat(json.AsSpan(0, place), now, json.AsSpan(place + was.Length)));
        ImmutableArray<ParameterChange> parameters = ParameterRegister.Reviewed.Compare(
            VerificationJson.LeavesOf(json), VerificationJson.LeavesOf(changed.ToJson()));
        ParameterChange open = Assert.Single(parameters, one => one.Basis == ParameterBasis.ToConfirm);
        Assert.Equal(path, open.Path);
        Assert.NotEqual(open.Before, open.After);
    }

    private static DiffReport Diff(ClinicPolicy old, ClinicPolicy @new) => PolicyDiff.Compare(old, @new, new() { MostRecords = 0 });

    private static ClinicPolicy Fees(int days, string citation) => ClinicPolicy.Parse(Policy($$"""
        "rescheduleDays": { "value": {{days}}, "provenance": "{{(citation == "clinic-policy" ? citation : "published")}}", "citations": ["{{citation}}"] }
        """));

    private static string Policy(string fees) => $$"""
        { "format": 2, "id": "ours", "version": "1", "name": "Ours", "timeZone": "America/New_York",
          "sources": [
            { "id": "page", "citation": "Our page.", "verified": "primary" },
            { "id": "sheet", "citation": "Our sheet.", "verified": "primary" }],
          "fees": { {{fees}} } }
        """;
}
