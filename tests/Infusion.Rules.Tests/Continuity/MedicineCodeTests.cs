using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Continuity;

/// <summary>A medicine is recognised by its code, exactly and in its own system, and by its name; where they differ both count.</summary>
public class MedicineCodeTests
{
    private static readonly MedicineCode _first = new() { System = MedicineCodeSystem.Atc, Code = "A01AA01" };
    private static readonly MedicineCode _second = new() { System = MedicineCodeSystem.Rxnorm, Code = "1234" };
    private static readonly MedicineCode _unlisted = new() { System = MedicineCodeSystem.Rxnorm, Code = "12345" };

    public static TheoryData<string?, int?, string> Stated => new()
    {
        { null, 0, "ClinicianAlert first" },
        { "whatever the chart calls it", 0, "ClinicianAlert first" },
        { "first 300 mg", 0, "ClinicianAlert first" },
        { "second", 2, "ClinicianAlert second" },
        { "second", null, "ClinicianAlert second" },
        { null, 2, "NotRecognised RxNorm 12345" },
        { "neither", 2, "NotRecognised neither (RxNorm 12345)" },
        { "second", 0, "ClinicianAlert first, ClinicianAlert second" },
        { "first", 1, "ClinicianAlert first, ClinicianAlert second" },
    };

    private static ContinuityRules Rules => With(_first, _second);

    [Theory]
    [MemberData(nameof(Stated))]
    public void A_medicine_is_told_by_its_code_and_by_its_name(string? name, int? code, string expected)
    {
        StatedMedicine medicine = new()
        {
            Name = name is null ? null : StatedName.Of(name),
            Code = code is { } place ? new[] { _first, _second, _unlisted }[place] : null,
        };
        IEnumerable<DecisionDocument> parts = Rules.Decide(new Care
        {
            Medicines = [medicine],
            MedicinesCompleteness = ListCompleteness.Complete,
            ChangesCompleteness = ListCompleteness.Complete,
        }).ToDocument().Parts.Where(part => part.Decision == "continuity.interaction");
        Assert.Equal(expected, string.Join(", ", parts.Select(part =>
            $"{part.Outcome} {part.Values.Single(value => value.Id is "continuity.recognised" or "continuity.not-recognised").Value}")));
    }

    [Fact]
    public void One_code_for_two_medicines_is_refused()
    {
        string message = Assert.ThrowsAny<ArgumentException>(() => With(_first, _first)).Message;
        Assert.Contains("A01AA01", message, StringComparison.Ordinal);
        Assert.Contains("'first'", message, StringComparison.Ordinal);
        Assert.Contains("'second'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_codes_of_a_policy_are_written_and_read_back()
    {
        ClinicPolicy policy = Policy(_first, _second);
        Assert.Equal(policy, ClinicPolicy.Parse(policy.ToJson()));
        Assert.NotEqual(policy, Policy(_first, _unlisted));
    }

    private static ContinuityRules With(MedicineCode first, MedicineCode second) => new InfusionRules(Policy(first, second)).Continuity;

    private static ClinicPolicy Policy(MedicineCode first, MedicineCode second) => ClinicPolicy.VirginiaInfusionTherapies with
    {
        Continuity = new()
        {
            Interactions =
            [
                new("first", "first", Provenance.ClinicPolicy, ["clinic-policy"]) { Codes = [first] },
                new("second", "second", Provenance.ClinicPolicy, ["clinic-policy"]) { Codes = [second] },
            ],
        },
    };
}
