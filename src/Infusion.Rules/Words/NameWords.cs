using System.Text;

namespace Infusion.Rules.Words;

/// <summary>Names of the library and of policies in words.</summary>
public static class NameWords
{
    private static readonly Dictionary<string, string> _own = new(StringComparer.Ordinal)
    {
        ["PainNrs"] = "NRS (0 to 10)",
        ["Phq9"] = "PHQ-9",
        ["Gad7"] = "GAD-7",
        ["Madrs"] = "MADRS",
        ["Pcl5"] = "PCL-5",
        ["Hit6"] = "HIT-6",
        ["MentalHealth"] = "mental health",
        ["pain-nrs"] = "NRS (0 to 10)",
        ["phq-9"] = "PHQ-9",
        ["gad-7"] = "GAD-7",
        ["madrs"] = "MADRS",
        ["pcl-5"] = "PCL-5",
        ["hit-6"] = "HIT-6",
    };

    /// <summary>A text as a sentence begins.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The text with a capital first letter.</returns>
    public static string Capital(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text.Substring(1);
    }

    /// <summary>One of a type's names in words.</summary>
    /// <param name="type">The name of the type.</param>
    /// <param name="name">The name.</param>
    public static string Of(string type, string name) => (type, name) switch
    {
        ("AppointmentEnd", "ClinicCancelled") => "cancelled by the clinic",
        ("AppointmentEnd", "PatientCancelled") => "cancelled by the patient",
        ("AppointmentEnd", "NoShow") => "the patient did not come",
        ("PhysicianVerdict", "Candidate") => "candidate",
        ("PhysicianVerdict", "NotCandidate") => "not a candidate",
        ("PhysicianVerdict", "NotRecorded") => "no verdict on record",
        _ => Of(name),
    };

    /// <summary>"NotACure" as "not a cure", "clear-liquid" as "clear liquid", "Phq9" as "PHQ-9".</summary>
    /// <param name="name">The name.</param>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_own.TryGetValue(name, out string? own))
        {
            return own;
        }

        var text = new StringBuilder(name.Length + 8);
        for (int place = 0; place < name.Length; place++)
        {
            char letter = name[place];
            bool begins = place > 0 && char.IsUpper(letter) && (char.IsLower(name[place - 1])
                || (place + 1 < name.Length && char.IsLower(name[place + 1]) && char.IsUpper(name[place - 1])));
            text.Append(begins ? " " : "").Append(letter is '-' or '.' ? ' ' : char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
