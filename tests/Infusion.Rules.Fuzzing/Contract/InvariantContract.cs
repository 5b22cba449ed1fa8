using System.Collections.Immutable;
using Infusion.Rules.Cases;
using Infusion.Rules.Documents;
using Infusion.Rules.Tool.Inputs;
using Infusion.Rules.Verification;
using static Infusion.Rules.Fuzzing.Contract.BrokenContractException;

namespace Infusion.Rules.Fuzzing.Contract;

/// <summary>What is read as invariants is proved, refuted or left undecided, whether it stands in YAML or in JSON.</summary>
internal static class InvariantContract
{
    private const int Budget = 2000;

    /// <summary>A file of invariants, read as YAML and as JSON.</summary>
    public static void Invariants(byte[] input)
    {
        InfusionRules rules = InfusionRules.Published;
        string path = Reading.Saved(input, ".yaml");
        Invariants? yaml = Reading.File(path, () => InvariantsInput.Read(path, [rules])[0], ofPatient: null);
        string text = Reading.Text(input);
        bool isRead = Cases.Invariants.TryParse(text, rules.Tables, out Invariants? json, out ImmutableArray<Problem> problems);
        Reading.Answers(isRead, json is not null, problems, text, ofPatient: null);
        Unless(yaml is null || json is null || yaml == json, "invariants that are others in YAML than in JSON");
        if ((yaml ?? json) is { } read)
        {
            InvariantReport report = PolicyInvariants.Prove(rules, read, Budget);
            _ = VerificationJson.Write([report]);
            _ = MarkdownReport.Of(report);
        }
    }
}
