using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Infusion.Rules.Clinic;
using Infusion.Rules.Decisions;
using Infusion.Rules.Documents;
using Infusion.Rules.Fasting;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using NodaTime;

namespace Infusion.Rules.Tests.Policies;

/// <summary>Two names that nobody can tell apart are one name, or are refused.</summary>
public sealed class LookAlikeTests
{
    private static Instant Noon { get; } = Instant.FromUtc(2026, 6, 15, 16, 0);

    [Theory]
    [InlineData("green tea", "green\u00A0tea")]
    [InlineData("green tea", "GREEN TEA")]
    [InlineData("green tea", "green  tea")]
    [InlineData("caf\u00E9", "cafe\u0301")]
    [InlineData("b\u00E1nh m\u00EC", "ba\u0301nh mi\u0300")]
    [InlineData("\u0439\u043E\u0433", "\u0438\u0306\u043E\u0433")]
    [InlineData("tea", "\uFF54\uFF45\uFF41")]
    [InlineData("coffee", "\u0441\u043Eff\u0435\u0435")]
    [InlineData("cop", "\u0441\u043E\u0440")]
    [InlineData("KEBAB", "\u039A\u0395\u0392\u0391\u0392")]
    [InlineData("non-dairy milk", "non\u2010dairy milk")]
    [InlineData("shepherd's pie", "shepherd\u2019s pie")]
    public void Two_foods_that_look_alike_are_refused(string one, string other)
    {
        ImmutableArray<Problem> problems = Problems(Food(one, "clear-liquid"), Food(other, "solid"));
        Assert.Equal(["$.fasting.foods[1].name: duplicate-name"], problems.Select(problem => $"{problem.Path}: {problem.Code}"));
    }

    [Theory]
    [InlineData("green\u200Btea")]
    [InlineData("tea\uFEFF")]
    [InlineData("t\u00ADea")]
    [InlineData("\u202Etea")]
    public void A_food_with_a_character_that_cannot_be_seen_is_refused(string name) =>
        Assert.Equal(
            ["$.fasting.foods[0].name: invalid"], Problems(Food(name, "clear-liquid")).Select(problem => $"{problem.Path}: {problem.Code}"));

    [Theory]
    [InlineData("tea", "tee")]
    [InlineData("\u0447\u0430\u0439", "\u0447\u0430\u0448")]
    public void Two_foods_that_differ_to_the_eye_are_two(string one, string other) =>
        Assert.Empty(Problems(Food(one, "clear-liquid"), Food(other, "solid")));

    [Fact]
    public void A_food_that_looks_like_a_kind_counts_as_that_kind_only() => Assert.Equal(
        ["$.fasting.foods[0].kind: contradiction"],
        Problems(Food("\u0441lear\u00A0liquid", "solid")).Select(problem => $"{problem.Path}: {problem.Code}"));

    [Theory]
    [InlineData("wat\u00ADer")]
    [InlineData("\u200Bwater")]
    [InlineData("WATER\u00A0")]
    [InlineData("\uFF37ater")]
    public void A_name_that_differs_in_what_cannot_be_seen_is_the_same_name(string name)
    {
        Assert.Equal(FastingOutcome.Compliant, Plan(name).Outcome);
        Assert.Null(InfusionRules.Published.Fasting.Meant(StatedName.Of(name)));
    }

    [Theory]
    [InlineData("w\u0430ter")]
    [InlineData("\u051Dater")]
    public void A_name_in_letters_of_another_alphabet_is_asked_about(string name)
    {
        Decision<FastingOutcome> decision = Plan(name);
        Assert.Equal(DecisionStatus.NeedsInformation, decision.Status);
        Assert.Equal("water", InfusionRules.Published.Fasting.Meant(StatedName.Of(name)));
    }

    [Fact]
    public void Foods_made_in_code_are_told_apart_alike() => Assert.Throws<ArgumentException>(() => new InfusionRules(
        ClinicPolicy.VirginiaInfusionTherapies with
        {
            Fasting = ClinicPolicy.VirginiaInfusionTherapies.Fasting! with
            {
                Foods = [new("tea", "clear-liquid", null), new("t\u0435a", "clear-liquid", null)],
            },
        }));

    private static Decision<FastingOutcome> Plan(string name) => InfusionRules.Published.Fasting.DecidePlan(new Visit
    {
        Appointment = Noon,
        Intakes = [Intake.Of(StatedName.Of(name), Noon - Duration.FromHours(3))],
        IntakesCompleteness = ListCompleteness.Complete,
    });

    private static JsonObject Food(string name, string kind) => new() { ["name"] = name, ["kind"] = kind };

    private static ImmutableArray<Problem> Problems(params JsonNode[] foods)
    {
        JsonObject policy = JsonNode.Parse(ClinicPolicy.VirginiaInfusionTherapies.ToJson())!.AsObject();
        policy["fasting"]!["foods"] = new JsonArray(foods);
        bool isRead = ClinicPolicy.TryParse(policy.ToJsonString(), out _, out ImmutableArray<Problem> problems);
        Assert.Equal(isRead, problems.IsEmpty);
        return problems;
    }
}
