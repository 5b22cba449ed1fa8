using Infusion.Rules.Clinic;
using Infusion.Rules.Fasting;
using Infusion.Rules.Tables;
using NodaTime;

namespace Infusion.Rules.Policies.BuiltIn;

/// <summary>Fasting as the clinic's page publishes it.</summary>
internal static class PublishedFasting
{
    public static FastingPolicy Policy => new()
    {
        Kinds =
        [
            new("solid", "fasting.solids", "Solids", [Hours(4)], Provenance.Published, ["R43", "R46"]),
            new("non-clear-liquid", "fasting.non-clear-liquids", "Non-clear liquids", [Hours(4)], Provenance.Published, ["R43", "R46"]),
            new(
                "clear-liquid", "fasting.clear-liquids", "Clear liquids", [Hours(2)], Provenance.Published, ["R44", "R46"],
                AsaKind.ClearLiquid),
        ],
        OralMedicineWindow = Duration.FromHours(2),
        AsaAdvisory =
        [
            new(AsaKind.ClearLiquid, Duration.FromHours(2), IsExample: false, Provenance.Literature, ["asa-2017", "asa-2023"]),
            new(AsaKind.BreastMilk, Duration.FromHours(4), IsExample: false, Provenance.Literature, ["asa-2017"]),
            new(AsaKind.InfantFormula, Duration.FromHours(6), IsExample: false, Provenance.Literature, ["asa-2017"]),
            new(AsaKind.NonHumanMilk, Duration.FromHours(6), IsExample: false, Provenance.Literature, ["asa-2017"]),
            new(AsaKind.LightMeal, Duration.FromHours(6), IsExample: false, Provenance.Literature, ["asa-2017"]),
            new(AsaKind.FattyMeal, Duration.FromHours(8), IsExample: true, Provenance.Literature, ["asa-2017"]),
            new(AsaKind.ChewingGum, Duration.Zero, IsExample: false, Provenance.Literature, ["asa-2023"]),
        ],

        // R44: what counts as clear is read with the guideline's examples; milk, cream, pulp and alcohol are never clear (Inferred).
        Foods =
        [
            new("water", "clear-liquid", AsaKind.ClearLiquid),
            new("black coffee", "clear-liquid", AsaKind.ClearLiquid),
            new("clear tea", "clear-liquid", AsaKind.ClearLiquid),
            new("pulp-free juice", "clear-liquid", AsaKind.ClearLiquid),
            new("carbonated drink", "clear-liquid", AsaKind.ClearLiquid),
            new("milk", "non-clear-liquid", AsaKind.NonHumanMilk),
            new("latte", "non-clear-liquid", AsaKind.NonHumanMilk),
            new("coffee with milk", "non-clear-liquid", AsaKind.NonHumanMilk),
            new("coffee with cream", "non-clear-liquid", AsaKind.NonHumanMilk),
            new("juice with pulp", "non-clear-liquid", null),
            new("breast milk", "non-clear-liquid", AsaKind.BreastMilk),
            new("infant formula", "non-clear-liquid", AsaKind.InfantFormula),
            new("alcohol", "non-clear-liquid", null),
            new("toast", "solid", AsaKind.LightMeal),
            new("burger", "solid", AsaKind.FattyMeal),
            new("clear carbohydrate drink", "clear-liquid", AsaKind.ClearLiquid),
            new("chewing gum", IntakeKind.Unlisted, AsaKind.ChewingGum),
        ],
    };

    private static IntakeLimit.Window Hours(int hours) => new(Duration.FromHours(hours));
}
