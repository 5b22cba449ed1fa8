using Infusion.Rules.Clinic;
using Infusion.Rules.Continuity;
using Infusion.Rules.Decisions;
using Infusion.Rules.Policies;
using Infusion.Rules.Records;
using Infusion.Rules.Tables;

namespace Infusion.Rules.Tests.Continuity;

/// <summary>A medicine is recognised by its code, exactly and in its own system, before its name is looked at.</summary>
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
        { null, 2, "NotRecognised 12345" },
        { "neither", 2, "NotRecognised neither" },
        { "second", 0, "open" },
        { "first", 1, "open" },
    };

    private static ContinuityRules Rules => With(_first, _second);

    [Theory]
    [MemberData(nameof(Stated))]
    public void A_medicine_is_told_by_its_code_and_then_by_its_name(string? name, int? code, string expected)
    {
        StatedMedicine medicine = new()
        {
            Name = name is null ? null : StatedName.Of(name),
            Code = code is { } place ? new[] { _first, _second, _unlisted }[place] : null,
        };
        DecisionDocument found = Rules.DecideFindings(new Care
        {
            Provider = ProviderOnFile.OutsideProvider,
            Medicines = [medicine],
            MedicinesCompleteness = ListCompleteness.Complete,
            ChangesCompleteness = ListCompleteness.Complete,
        }).ToDocument();
        DecisionDocument alert = Rules.Decide(new Care
        {
            Medicines = [medicine],
            MedicinesCompleteness = ListCompleteness.Complete,
            ChangesCompleteness = ListCompleteness.Complete,
        }).ToDocument().Parts.Single(part => part.Decision == "continuity.interaction");
        Assert.Equal(
            expected,
            alert.Status != DecisionStatus.Determined ? "open"
            : $"{alert.Outcome} {alert.Values.Concat(found.Values).First(value => value.Id is "continuity.recognised" or "continuity.not-recognised").Value}");
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
