namespace Infusion.Rules.Clinic;

/// <summary>A questionnaire or scale whose scores the rules compare.</summary>
public enum Instrument
{
    /// <summary>Pain, numeric rating scale: 0 to 10, decimals allowed for averaged diaries. Lower is better.</summary>
    PainNrs,

    /// <summary>Patient Health Questionnaire, nine items: whole numbers 0 to 27. Lower is better.</summary>
    Phq9,

    /// <summary>Generalized Anxiety Disorder scale, seven items: whole numbers 0 to 21. Lower is better.</summary>
    Gad7,

    /// <summary>Montgomery-Åsberg Depression Rating Scale: whole numbers 0 to 60. Lower is better.</summary>
    Madrs,

    /// <summary>PTSD Checklist for DSM-5: whole numbers 0 to 80. Lower is better.</summary>
    Pcl5,

    /// <summary>Headache Impact Test, six items: whole numbers 36 to 78. Lower is better.</summary>
    Hit6,
}
