using Infusion.Rules.Cases;

namespace Infusion.Rules.Verification.Proof;

/// <summary>A case of a file that can be tried on the rules of any version.</summary>
/// <param name="file">The file.</param>
/// <param name="name">What the case shows.</param>
internal abstract class StatedCase(string file, string name)
{
    public string File => file;

    public string Name => name;

    /// <summary>What it is about.</summary>
    public abstract string About { get; }

    /// <summary>Every case of some files, in their order.</summary>
    /// <param name="cases">The cases by file.</param>
    /// <param name="rules">The rules they were read for.</param>
    public static IEnumerable<StatedCase> Of(IReadOnlyDictionary<string, ExpectedCases> cases, InfusionRules rules)
    {
        foreach (KeyValuePair<string, ExpectedCases> file in cases.OrderBy(static file => file.Key, StringComparer.Ordinal))
        {
            int number = 0;
            foreach (RecordCase one in file.Value.Records)
            {
                yield return new StatedRecord(file.Key, one.Name ?? Number(++number), one);
            }

            number = 0;
            foreach (TableCase one in file.Value.Rows)
            {
                yield return new StatedRow(file.Key, one.Name ?? Number(++number), one, rules.Table(one.Table));
            }
        }
    }

    /// <summary>What comes out otherwise under some rules, each as a sentence; nothing is looked at before it is asked for.</summary>
    public abstract IEnumerable<string> Failures(InfusionRules rules);

    /// <summary>What each table receives of which the case says something.</summary>
    public abstract IEnumerable<CoveredRow> Rows(InfusionRules rules);

    public override string ToString() => $"{file}, {About}, {name}";

    private static string Number(int number) => FormattableString.Invariant($"case {number}");
}
