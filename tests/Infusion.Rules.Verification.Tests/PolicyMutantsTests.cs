using Infusion.Rules.Policies;

namespace Infusion.Rules.Verification.Tests;

/// <summary>The mutants of a policy: every value, deterministic, and each another policy.</summary>
public sealed class PolicyMutantsTests
{
    private static ClinicPolicy Published => ClinicPolicy.VirginiaInfusionTherapies;

    // The id names the register that the citations are of, and a zone is no zone when it is spelt otherwise.
    [Fact]
    public void Every_value_of_the_document_is_changed_or_taken_away()
    {
        string[] paths = [.. PolicyMutants.Of(Published).Select(mutant => mutant.Edits[0].Path)];
        string[] untouched =
        [
            .. VerificationJson.LeavesOf(Published.ToJson()).Select(leaf => leaf.Path)
                .Where(path => path is not ("format" or "id" or "timeZone") && !paths.Any(changed => IsAt(path, changed))),
        ];
        Assert.True(paths.Length > 600, $"{paths.Length} mutants");
        Assert.Empty(untouched);
    }

    [Fact]
    public void A_mutant_is_another_policy_and_says_what_was_changed()
    {
        foreach (PolicyMutant mutant in PolicyMutants.Of(Published))
        {
            PolicyEdit edit = Assert.Single(mutant.Edits);
            Assert.NotEqual(edit.Before, edit.After);
        }
    }

    [Theory]
    [InlineData("fasting.kinds[clear-liquid].limits[0].before", MutationOperator.Duration, "PT2H", "PT1H59M")]
    [InlineData("fasting.foods[water].kind", MutationOperator.Reference, "clear-liquid", "solid")]
    [InlineData("fees.fastingCancellation.amount", MutationOperator.Money, "100.00", "99.00")]
    [InlineData("maintenance.latest", MutationOperator.Period, "P3M", "P2M")]
    [InlineData("protocols.protocols[four-hour].inductionSessions", MutationOperator.Number, "3", "4")]
    [InlineData("eligibility.chronicMonths", MutationOperator.Number, "3", "2")]
    [InlineData("visits.requiresSteadyWalking", MutationOperator.Flag, "true", "false")]
    [InlineData("visits.checklist[iv-placed]", MutationOperator.Removed, "iv-placed", null)]
    [InlineData("fasting.foods[alcohol].asaKind", MutationOperator.Added, null, "clear-liquid")]
    [InlineData("eligibility.conditions[crps].category", MutationOperator.Choice, "pain", "mental-health")]
    public void An_operator_does_what_it_says(string path, MutationOperator by, string? before, string? after) =>
        Assert.Contains(
            PolicyMutants.Of(Published).Select(mutant => mutant.Edits[0]),
            edit => (edit.Path, edit.Operator, edit.Before, edit.After) == (path, by, before, after));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Several_changes_at_once_are_drawn_alike_by_one_seed_and_do_not_touch(int changes)
    {
        string[] drawn = [.. PolicyMutants.Of(Published, changes, 40, seed: 7).Select(mutant => mutant.ToString())];
        Assert.True(drawn.Length > 10, $"{drawn.Length} mutants");
        Assert.Equal(drawn, PolicyMutants.Of(Published, changes, 40, seed: 7).Select(mutant => mutant.ToString()));
        Assert.NotEqual(drawn, PolicyMutants.Of(Published, changes, 40, seed: 8).Select(mutant => mutant.ToString()));
        Assert.All(
            PolicyMutants.Of(Published, changes, 40, seed: 7),
            mutant => Assert.Equal(changes, mutant.Edits.Select(edit => edit.Path).Distinct().Count()));
    }

    // A path is inside another one: the whole list, the item, or the value itself.
    private static bool IsAt(string path, string changed) => path.StartsWith(changed, StringComparison.Ordinal)
        || path.StartsWith(changed + ".value", StringComparison.Ordinal);
}
