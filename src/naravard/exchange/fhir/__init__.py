"""Forms and reports as FHIR R4: Questionnaire and QuestionnaireResponse, out and in."""
