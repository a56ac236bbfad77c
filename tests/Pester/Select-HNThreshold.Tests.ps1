BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $made = New-HNSampleRun TestDrive:/promiseEX -Images 60 -Size 64 -Seed 2
}

Describe 'Select-HNThreshold' {
    It 'refuses the test set unless it is told to' {
        { $made | Select-HNThreshold -Rate 0.5 -ErrorAction Stop } | Should -Throw -ErrorId 'NotComparable*'
        $promise = $made | Select-HNThreshold -Rate 0.5 -AllowTestSet
        $promise.Seen | Should -BeLessThan 0.5
        $promise.Sentence | Should -BeLike 'At 0.*at most 50 % of the lesions are missed*'
    }

    It 'makes no promise that it cannot keep' {
        { $made | Select-HNThreshold -Rate 0.001 -AllowTestSet -ErrorAction Stop } | Should -Throw -ErrorId 'UndefinedValue*'
    }
}
