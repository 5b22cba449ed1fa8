using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Verification.Tests;

public class PolicyDiffTests
{
    [Fact]
    public void A_shorter_clear_liquid_window_relaxes_the_fast_and_the_fee_with_it()
    {
        DiffReport diff = Variants.Diff(Variants.WithWindows(("clear-liquid", 1)));
        Assert.Equal(ChangeClass.Relaxes, diff.On("fasting.intake", ChangeAxis.Caution));
        Assert.Equal(ChangeClass.Relaxes, diff.On("fee.cancellation", ChangeAxis.PatientCost));
        Assert.Equal(ChangeClass.Equivalent, diff.On("fee.cancellation", ChangeAxis.Caution));

        // Before the appointment the window moves; after it, so does the start that is late enough to leave it to a clinician.
        Assert.Equal(
            [
                "fasting.before-start at 1 h, at start", "fasting.before-start at 2 h, at start", "fasting.elapsed at 0 min, at start",
                "fasting.elapsed at 1 h", "fasting.elapsed at 2 h",
            ],
            diff.Table("fasting.intake").Triplets.Select(triplet =>
                triplet + (triplet.Context.Any(fact => fact is { Id: "fasting.basis", After: "at start" }) ? ", at start" : ""))
                .Order(StringComparer.Ordinal));
        foreach (TableDiff table in diff.Tables.Where(table => !table.IsEquivalent))
        {
            TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
            foreach (Witness witness in table.Witnesses)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(
                    "  " + witness + (witness.Because.IsEmpty ? "" : " BECAUSE " + witness.Because[0]));
            }

            foreach (Triplet triplet in table.Triplets)
            {
                TestContext.Current.TestOutputHelper?.WriteLine(
                    "  " + triplet + ": " + string.Join(" | ", triplet.Points) + " in " + string.Join("; ", triplet.Context));
            }

            foreach (Region region in table.Regions)
            {
                TestContext.Current.TestOutputHelper?.WriteLine("  " + region);
            }
        }
    }

    [Fact]
    public void A_longer_window_for_solids_tightens()
    {
        DiffReport diff = Variants.Diff(Variants.WithWindows(("solid", 6)));
        Assert.Equal(ChangeClass.Tightens, diff.On("fasting.intake", ChangeAxis.Caution));
        Assert.Equal(ChangeClass.Tightens, diff.On("fee.cancellation", ChangeAxis.PatientCost));
    }

    [Theory]
    [InlineData("fasting.violation", ChangeAxis.Caution)]
    [InlineData("day.visit", ChangeAxis.Caution)]
    [InlineData("fee.cancellation", ChangeAxis.PatientCost)]
    public void A_window_that_now_runs_on_after_the_appointment_breaks_fasts_it_was_no_part_of(string table, ChangeAxis axis)
    {
        ClinicPolicy Until(Duration? after) => Variants.WithLimits(
            ("solid", [new IntakeLimit.Clock(new(8, 0)), new IntakeLimit.Window(Duration.FromHours(4), after)]));
        DiffReport diff = PolicyDiff.Compare(Until(null), Until(Duration.FromHours(1)), new() { MostRecords = 0 });
        Assert.NotEqual(ChangeClass.Equivalent, diff.On("fasting.timing", ChangeAxis.Caution));

        // What was eaten half an hour after the appointment was no part of the planned fast and is now.
        Assert.Contains(diff.On(table, axis), new[] { ChangeClass.Tightens, ChangeClass.Mixed, ChangeClass.MayChange });
    }

    [Theory]
    [InlineData(null, 24, null, 12, ChangeClass.Relaxes)]
    [InlineData(null, 12, null, 24, ChangeClass.Tightens)]
    [InlineData(null, null, null, 24, ChangeClass.Mixed)]
    [InlineData(IntakeAllowance.Allowed, 24, IntakeAllowance.NotAllowed, 24, ChangeClass.Tightens)]
    [InlineData(IntakeAllowance.NotAllowed, null, null, null, ChangeClass.Relaxes)]
    [InlineData(null, null, IntakeAllowance.Allowed, null, ChangeClass.Relaxes)]
    public void What_holds_during_and_after_an_infusion_has_a_direction(
        IntakeAllowance? during, int? after, IntakeAllowance? newDuring, int? newAfter, ChangeClass expected)
    {
        DiffReport diff = PolicyDiff.Compare(
            Variants.WithWine(during, after), Variants.WithWine(newDuring, newAfter), new() { MostRecords = 0 });

        Assert.Equal(expected, diff.On("fasting.during-and-after", ChangeAxis.Caution));
        Assert.Equal(["fasting.during-and-after"], diff.Tables.Where(table => !table.IsEquivalent).Select(table => table.Id));
    }

    [Fact]
    public void Both_together_are_mixed()
    {
        DiffReport diff = Variants.Diff(Variants.WithWindows(("clear-liquid", 1), ("solid", 6)));
        Assert.Equal(ChangeClass.Mixed, diff.On("fasting.intake", ChangeAxis.Caution));
        Assert.Equal(ChangeClass.Mixed, diff.On("fee.cancellation", ChangeAxis.PatientCost));
    }

    [Fact]
    public void An_equal_policy_is_equivalent()
    {
        DiffReport diff = Variants.Diff(Variants.Published with { Version = "2" });
        Assert.True(diff.IsEquivalent, string.Join("\n", diff.Changes));
        Assert.True(diff.CellsEvaluated > 0);
    }

    [Fact]
    public void Four_weeks_for_a_month_are_never_later_and_sometimes_earlier()
    {
        DiffReport diff = Variants.Diff(Variants.Published with
        {
            Maintenance = Variants.Published.Maintenance! with { Earliest = Period.FromWeeks(4) },
        });
        Assert.Equal(ChangeClass.Relaxes, diff.On("maintenance.status", ChangeAxis.Schedule));
        Assert.Equal(ChangeClass.Relaxes, diff.On("maintenance.status", ChangeAxis.Caution));
        Assert.Contains(diff.Table("maintenance.status").Witnesses, witness => witness.Says.Contains("never later and sometimes earlier"));
    }

    [Fact]
    public void Thirty_days_for_a_month_are_sometimes_earlier_and_sometimes_later()
    {
        ClinicPolicy changed = Variants.Published with
        {
            Maintenance = Variants.Published.Maintenance! with { Earliest = Period.FromDays(30) },
        };
        DiffReport diff = Variants.Diff(changed);
        Assert.Equal(ChangeClass.Mixed, diff.On("maintenance.status", ChangeAxis.Schedule));
        Assert.Equal(ChangeClass.Mixed, diff.On("maintenance.status", ChangeAxis.Caution));
    }

    [Fact]
    public void A_reformatted_file_is_equivalent()
    {
        string json = Variants.Published.ToJson();
        string reformatted = "// Another comment.\n" + json.Replace("  ", "\t", StringComparison.Ordinal)
            .Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.NotEqual(json, reformatted);

        DiffReport diff = PolicyDiff.Compare(Variants.Published, ClinicPolicy.Parse(reformatted));

        Assert.True(diff.IsEquivalent, string.Join("\n", diff.Changes));
        Assert.Empty(diff.Parameters);
    }

    [Fact]
    public void A_new_outcome_fails_closed()
    {
        Fact<bool> asked = Fact.YesNo("asked", "asked", "Asked?");
        Rule Row<T>(T outcome, string id, Condition when)
            where T : struct, Enum => Rule.For(outcome, $"fixture.{id}", when, id, Modality.Informational, Provenance.Inferred, "R01");
        var old = DecisionTable.Create<Two>(
            "fixture", "a fixture", HitPolicy.Priority, [asked],
            [Row(Two.Pass, "pass", Condition.Always), Row(Two.Fail, "fail", asked.Is(true))]);
        var @new = DecisionTable.Create<Three>(
            "fixture", "a fixture", HitPolicy.Priority, [asked],
            [Row(Three.Pass, "pass", Condition.Always), Row(Three.Look, "fail", asked.Is(true))]);

        Assert.Equal(ChangeClass.Incomparable, PolicyDiff.Compare([old], [@new]).On("fixture", ChangeAxis.Caution));
        Assert.Equal(ChangeClass.Incomparable, PolicyDiff.Compare([@new], [old]).On("fixture", ChangeAxis.Caution));
    }

    private enum Two
    {
        Pass,
        Fail,
    }

    private enum Three
    {
        Pass,
        Look,
        Fail,
    }
}
