using System.Collections.Immutable;
using Infusion.Rules.Verification;

namespace Infusion.Rules.Tool.Reports;

/// <summary>What the rows of <c>diff</c> and <c>gate</c> are called; docs/ci.md lists them.</summary>
internal static class ChangeRules
{
    /// <summary>A value of the policy that differs.</summary>
    public static ReportRule Value => new("value", "A changed value", "A value of the policy differs from the version before.");

    /// <summary>A value that differs from the one its source was cited for.</summary>
    public static ReportRule Citation => new(
        "citation", "A citation to be confirmed",
        "The value changed and what it cites stayed. Cite what says the new value, or say in the reason where it stands.");

    /// <summary>Dates for which only one side has a version.</summary>
    public static ReportRule NoVersion => new(
        "no-version", "Dates without a version", "One of two books has no version for these dates, so that nothing can be compared.");

    /// <summary>All of them.</summary>
    public static ImmutableArray<ReportRule> All =>
    [
        Value, Citation, .. Enum.GetValues<ChangeAxis>().Select(Of), NoVersion, .. Enum.GetValues<GateProblem>().Select(Of),
    ];

    /// <summary>A decision that changed on an axis.</summary>
    public static ReportRule Of(ChangeAxis axis) => axis switch
    {
        ChangeAxis.Caution => new(
            "caution", "A decision is more or less cautious",
            "Outcomes are compared by the order of caution that each decision declares. Less cautious is not less safe."),
        ChangeAxis.PatientCost => new("patient-cost", "A decision costs the patient more or less", "What the patient pays is compared."),
        ChangeAxis.InformationDemand => new(
            "information-demand", "A decision needs more or fewer facts",
            "Which facts have to be known before there is an answer is compared."),
        ChangeAxis.Schedule => new("schedule", "A date or time moves", "Dates and times are compared: later tightens, earlier relaxes."),
        _ => new("wording", "A decision is worded otherwise", "Sentences, modality, provenance and sources are compared."),
    };

    /// <summary>A way in which a change is not what it declares.</summary>
    public static ReportRule Of(GateProblem problem) => problem switch
    {
        GateProblem.NoDeclaration => new(
            "no-declaration", "A step that no file declares",
            "Write the declaration with `gate --template FILE`, fill in the reason and put it into the folder of changes."),
        GateProblem.DeclaredTwice => new(
            "declared-twice", "A step that is declared twice", "Two files are bound to the same two contents. Keep one of them."),
        GateProblem.SameVersion => new(
            "same-version", "Another content under the same version number", "Give the new content a version number of its own."),
        GateProblem.NoReason => new(
            "no-reason", "A declaration without a reason in words", "Write a sentence that says to a reviewer why the change is made."),
        GateProblem.Undeclared => new(
            "undeclared", "A change that is not declared",
            "A value or an effect is not in the declaration. Take the change back, or write the declaration again and look at it."),
        GateProblem.DeclaredOtherwise => new(
            "declared-otherwise", "A change that is declared otherwise",
            "A value or an effect is another one than the declaration says. Write the declaration again and look at it."),
        GateProblem.DeclaredInVain => new(
            "declared-in-vain", "A declared change that does not happen",
            "The declaration promises what the policy does not do. Write it again, or make the change."),
        _ => new(
            "undecided", "A decision above the cell budget",
            "The proof needs more cells than `--budget` allows, and nothing was sampled instead. Raise the budget."),
    };
}
