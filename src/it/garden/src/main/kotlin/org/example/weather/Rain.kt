package org.example.weather

import jakarta.persistence.Entity
import jakarta.persistence.Id

@Entity
class Rain {
    @Id
    var day: Int = 0
    var millimetres: Int = 0
}
